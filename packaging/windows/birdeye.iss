; Inno Setup 6: makes an installer of build\packaging\bundle\birdeye.
;
;     iscc /DVersion=0.1.0 packaging\windows\birdeye.iss
;
; For one user, without an administrator's password, unless the user chooses all users.

#ifndef Version
  #error Say which version: /DVersion=0.1.0
#endif
#define Root "..\.."
#define Work Root + "\build\packaging"

[Setup]
AppId={{6C1B2B0E-5D0B-4E0C-9C53-0B8A6C8E2D17}
AppName=Birdeye
AppVersion={#Version}
AppPublisher=The Birdeye developers
DefaultDirName={autopf}\Birdeye
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Root}\LICENSE
SetupIconFile={#Work}\icons\birdeye.ico
UninstallDisplayIcon={app}\birdeye-window.exe
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
OutputDir={#Root}\dist
OutputBaseFilename=birdeye-{#Version}-windows-x86_64
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"
Name: "pt"; MessagesFile: "compiler:Languages\Portuguese.isl"
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"

[Tasks]
Name: "openwith"; Description: "Offer Birdeye in the menu ""Open with"" of photos"
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; An update starts from an empty folder, so that no file of an older version can be loaded.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Work}\bundle\birdeye\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Birdeye"; Filename: "{app}\birdeye-window.exe"
Name: "{autodesktop}\Birdeye"; Filename: "{app}\birdeye-window.exe"; Tasks: desktopicon

[Registry]
; "birdeye" in a console, and in the Run dialog.
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\birdeye.exe"; ValueType: string; ValueData: "{app}\birdeye.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\birdeye-window.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\birdeye-window.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Birdeye"; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Applications\birdeye-window.exe\shell\open\command"; ValueType: string; ValueData: """{app}\birdeye-window.exe"" ""%1"""; Tasks: openwith
#include Work + "\file-types.iss"

[Run]
Filename: "{app}\birdeye-window.exe"; Description: "{cm:LaunchProgram,Birdeye}"; Flags: nowait postinstall skipifsilent
