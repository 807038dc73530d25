; A page that says where the data lies, in the language of the installer; the uninstaller ends with the same words.
; Source: electron-builder, NSIS custom script: customPageAfterChangeDir, customUninstallPage.

!include nsDialogs.nsh
!include LogicLib.nsh

!macro dataTexts NAME
  LangString ${NAME}Title 1066 "Dữ liệu nằm ở đâu"
  LangString ${NAME}Title 1033 "Where the data lies"
  LangString ${NAME}Text 1066 "Dữ liệu của trung tâm (danh sách, cấu hình, khóa ký, bản sao lưu) nằm ngoài thư mục chương trình:$\r$\n$\r$\n%APPDATA%\LUONVUITUOI-CERT\center$\r$\n$\r$\nhoặc trong thư mục bạn đã chọn lúc chạy lần đầu. Gỡ hay cập nhật chương trình không xóa dữ liệu này. Muốn xóa hẳn, hãy sao lưu rồi tự xóa thư mục đó."
  LangString ${NAME}Text 1033 "The data of the center (lists, configuration, signing keys, backups) lies outside the program's folder:$\r$\n$\r$\n%APPDATA%\LUONVUITUOI-CERT\center$\r$\n$\r$\nor in the folder that was chosen at the first start. Removing or updating the program does not delete it. To delete it for good, take a backup and remove that folder yourself."
!macroend

!ifndef BUILD_UNINSTALLER
  !insertmacro dataTexts data

  !macro customPageAfterChangeDir
    Page custom dataPage
    Function dataPage
      ${If} ${Silent}
        Abort
      ${EndIf}
      !insertmacro MUI_HEADER_TEXT "$(dataTitle)" ""
      nsDialogs::Create 1018
      Pop $0
      ${If} $0 == error
        Abort
      ${EndIf}
      ${NSD_CreateLabel} 0 0 100% 120u "$(dataText)"
      Pop $0
      nsDialogs::Show
    FunctionEnd
  !macroend

  ; What is installed keeps its data in the user's folder; only the zip keeps it beside the program.
  !macro customInstall
    Delete "$INSTDIR\portable.txt"
  !macroend
!else
  !insertmacro dataTexts kept

  !macro customUninstallPage
    UninstPage custom un.keptPage
    Function un.keptPage
      ${If} ${Silent}
        Abort
      ${EndIf}
      !insertmacro MUI_HEADER_TEXT "$(keptTitle)" ""
      nsDialogs::Create 1018
      Pop $0
      ${If} $0 == error
        Abort
      ${EndIf}
      ${NSD_CreateLabel} 0 0 100% 120u "$(keptText)"
      Pop $0
      nsDialogs::Show
    FunctionEnd
  !macroend
!endif
