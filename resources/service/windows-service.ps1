<#
.SYNOPSIS
  Runs the portal without a window from the start of the PC on, one task for each center. For an elevated PowerShell.
.DESCRIPTION
  Windows' own task scheduler runs the installed program with --cli serve, under LocalService, and starts it again a
  minute after it has failed. Several centers on one PC: a name, a folder and a port for each.
.EXAMPLE
  .\windows-service.ps1 -Name thptqg -Data D:\Centers\thptqg -Port 5000
  .\windows-service.ps1 -Name hsg -Data D:\Centers\hsg -Port 5001 -ListenOn 0.0.0.0
  .\windows-service.ps1 -Name hsg -Remove
#>
[CmdletBinding()]
param(
  [Parameter(Mandatory)][ValidatePattern('^[A-Za-z0-9_-]+$')][string]$Name,
  [string]$Data,
  [ValidateRange(1, 65535)][int]$Port = 5000,
  [string]$ListenOn = '127.0.0.1',
  [string]$Program = "$env:ProgramFiles\LUONVUITUOI-CERT\LUONVUITUOI-CERT.exe",
  [switch]$Remove
)
$ErrorActionPreference = 'Stop'
$task = "LUONVUITUOI-CERT $Name"

if ($Remove) {
  # The data stays where it is.
  Stop-ScheduledTask -TaskName $task -ErrorAction SilentlyContinue
  Unregister-ScheduledTask -TaskName $task -Confirm:$false
  return
}
if (-not $Data) { throw 'Name the folder of the center with -Data.' }
if (-not (Test-Path $Program)) { throw "The program is not at $Program; name it with -Program." }
if (-not (Test-Path (Join-Path $Data 'cert.config.json'))) { throw "There is no center in $Data (no cert.config.json)." }

# LocalService may write the folder of the center and nothing else of it.
icacls $Data /grant '*S-1-5-19:(OI)(CI)M' /T /Q | Out-Null

$action = New-ScheduledTaskAction -Execute $Program `
  -Argument "--cli serve --data `"$Data`" --port $Port --host $ListenOn" -WorkingDirectory (Split-Path $Program)
$settings = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
  -ExecutionTimeLimit ([TimeSpan]::Zero) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -StartWhenAvailable
Register-ScheduledTask -TaskName $task -Action $action -Settings $settings `
  -Trigger (New-ScheduledTaskTrigger -AtStartup) `
  -Principal (New-ScheduledTaskPrincipal -UserId 'NT AUTHORITY\LocalService' -LogonType ServiceAccount) -Force | Out-Null
Start-ScheduledTask -TaskName $task
Write-Output "$task runs from now on and from each start of this PC: http://127.0.0.1:$Port/"
