; The installer for Windows: for one account, without an administrator's rights. Compiled by release/installer.py.
;
; What is in the folder already stays whole: a newer version goes into a folder of its own below "ban", and becomes the
; one in use by one line of ban\dang-dung.ini, as an update from a stick does (counter_app/releases).
Unicode true
Target amd64-unicode
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetDateSave off
SetOverwrite on
CRCCheck on

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"

!define TITLE "Quầy Một Cửa"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\QuayMotCua"
!define REMOVER "Gỡ cài đặt.exe"
!define NEEDS_BUILD 17763

Name "${TITLE}"
OutFile "${OUT}"
BrandingText "${TITLE} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\QuayMotCua"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
VIProductVersion "${FOUR}"
VIAddVersionKey /LANG=0 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=0 "FileDescription" "Bộ cài ${TITLE}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "${TITLE}"
VIAddVersionKey /LANG=0 "LegalCopyright" ""

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\counter-app.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Mở ${TITLE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

Var Current ; the version in use, "" for none
Var First   ; the version in the home folder, "" for none
Var Target  ; the folder of the version that is installed

; Nobody opens a running program for writing. Ends the installer while one runs.
!macro RefuseRunning FOLDER
  ${If} ${FileExists} "${FOLDER}\counter-app.exe"
    ClearErrors
    FileOpen $0 "${FOLDER}\counter-app.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "${TITLE} đang mở. Đóng chương trình rồi làm lại." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro RefuseAllRunning
  !insertmacro RefuseRunning "$INSTDIR"
  FindFirst $1 $2 "$INSTDIR\ban\*"
  ${DoWhile} $2 != ""
    !insertmacro RefuseRunning "$INSTDIR\ban\$2"
    FindNext $1 $2
  ${Loop}
  FindClose $1
!macroend

Function .onInit
  ${IfNot} ${AtLeastBuild} ${NEEDS_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "Cần Windows 10 bản 1809 trở lên (64 bit). Cập nhật Windows rồi cài lại." /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
FunctionEnd

Function Standing
  StrCpy $First ""
  StrCpy $Current ""
  ${If} ${FileExists} "$INSTDIR\counter-app.exe"
    ReadINIStr $First "$INSTDIR\ban\dang-dung.ini" "ban" "goc"
    ${If} $First == ""
      ReadRegStr $First HKCU "${KEY}" "DisplayVersion"
    ${EndIf}
    ReadINIStr $Current "$INSTDIR\ban\dang-dung.ini" "ban" "dang-dung"
    ${If} $Current == ""
      StrCpy $Current $First
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "-program"
  !insertmacro RefuseAllRunning
  Call Standing
  ${If} $Current != ""
    ${VersionCompare} "$Current" "${VERSION}" $0
    ${If} $0 == 1
      MessageBox MB_OK|MB_ICONSTOP "Máy đang dùng bản $Current, mới hơn bản ${VERSION} này. Không thay gì." /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${EndIf}

  ${If} $First == ""
  ${OrIf} $First == "${VERSION}"
    StrCpy $Target "$INSTDIR"
  ${Else}
    StrCpy $Target "$INSTDIR\ban\.dang-cai"
    RMDir /r "$Target"
  ${EndIf}
  ClearErrors
  !include "${FILES}"
  IfErrors 0 copied
    MessageBox MB_OK|MB_ICONSTOP "Không chép được mọi tệp vào $INSTDIR. Xem ổ đĩa còn chỗ và phần mềm diệt vi-rút, rồi cài lại." /SD IDOK
    SetErrorLevel 6
    Quit
  copied:

  SetOutPath "$INSTDIR"
  ${If} $Target != "$INSTDIR"
    RMDir /r "$INSTDIR\ban\${VERSION}"
    Rename "$Target" "$INSTDIR\ban\${VERSION}"
    ${If} $Current == $First
      StrCpy $Current ""
    ${EndIf}
    WriteINIStr "$INSTDIR\ban\dang-dung.ini" "ban" "goc" "$First"
    ${If} $Current != "${VERSION}"
      WriteINIStr "$INSTDIR\ban\dang-dung.ini" "ban" "truoc" "$Current"
    ${EndIf}
    DeleteINIStr "$INSTDIR\ban\dang-dung.ini" "ban" "thu"
    WriteINIStr "$INSTDIR\ban\dang-dung.ini" "ban" "dang-dung" "${VERSION}"
    FlushINI "$INSTDIR\ban\dang-dung.ini"
  ${ElseIf} ${FileExists} "$INSTDIR\ban\dang-dung.ini"
    WriteINIStr "$INSTDIR\ban\dang-dung.ini" "ban" "dang-dung" ""
    FlushINI "$INSTDIR\ban\dang-dung.ini"
  ${EndIf}

  WriteUninstaller "$INSTDIR\${REMOVER}"
  CreateDirectory "$SMPROGRAMS\${TITLE}"
  CreateShortcut "$SMPROGRAMS\${TITLE}\${TITLE}.lnk" "$INSTDIR\counter-app.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}\${TITLE} – dòng lệnh.lnk" "$SYSDIR\cmd.exe" '/k cd /d "$INSTDIR" && counter-app-cli.exe --help'
  CreateShortcut "$SMPROGRAMS\${TITLE}\Gỡ cài đặt ${TITLE}.lnk" "$INSTDIR\${REMOVER}"
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\counter-app.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\counter-app.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "${TITLE}"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\${REMOVER}"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\${REMOVER}" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro RefuseAllRunning
  ; Only what was installed: whatever else somebody put into the folder stays.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\ban"
  Delete "$INSTDIR\counter-app.exe"
  Delete "$INSTDIR\counter-app-cli.exe"
  Delete "$INSTDIR\${REMOVER}"
  RMDir "$INSTDIR"
  RMDir /r "$SMPROGRAMS\${TITLE}"
  Delete "$DESKTOP\${TITLE}.lnk"
  DeleteRegKey HKCU "${KEY}"
  ReadEnvStr $0 "COUNTER_DATA"
  ${If} $0 == ""
    StrCpy $0 "$LOCALAPPDATA\quay-mot-cua"
  ${EndIf}
  DetailPrint "Dữ liệu của đơn vị còn nguyên ở $0"
  MessageBox MB_OK|MB_ICONINFORMATION "Đã gỡ chương trình. Dữ liệu của đơn vị còn nguyên ở:$\r$\n$0$\r$\nChỉ xóa thư mục đó sau khi đã sao lưu và lãnh đạo đồng ý." /SD IDOK
SectionEnd
