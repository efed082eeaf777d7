"""The closed world of an .xls: every record of [MS-XLS] 2.3 and of Excel 95, with one policy; any other is told.

What can stand in a workbook's or a sheet's own records is meant; those of charts (0x1000 and above) have streams of
their own, which are passed over.
"""

from __future__ import annotations

from htsd_cli.readers.sheets.policies import Policy

_POLICIES: dict[Policy, str] = {
    Policy.TEXT: "0006 Formula, 0203 Number, 0204 Label, 0205 BoolErr, 0206 Formula3, 0207 String, 027E RK, 0406 "
    "Formula4, 00BD MulRk, 00D6 RString, 00FC SST, 00FD LabelSst",
    Policy.HOLDS: "0809 BOF, 000A EOF, 003C Continue, 0085 BoundSheet8, 0017 ExternSheet, 01AE SupBook, 04BC ShrFmla, "
    "0221 Array, 0021 Array2, 0236 Table, 0036 Table3, 0037 Table2, 00BC ShrFmla5, 003B ContinueOld",
    Policy.LOOKS: "0022 Date1904, 0031 Font, 0231 Font3, 0042 CodePage, 002F FilePass, 005E Uncalced, 0092 Palette, "
    "00E0 XF, 0243 XF3, 0443 XF4, 041E Format, 001E Format3, 0208 Row, 007D ColInfo, 009B FilterMode, "
    "00E5 MergeCells, 000D CalcMode, 000E CalcPrecision, 01B0 CondFmt, 01B1 CF, 0879 CondFmt12, 087A "
    "CF12, 087B CFEx",
    Policy.SHOWS: "001C Note, 005D Obj, 007F ImData, 00EC MsoDrawing, 01B6 TxO",
    Policy.NOTHING: "0000 Padding, 000C CalcCount, 000F CalcRefMode, 0010 CalcDelta, 0011 CalcIter, 0012 Protect, 0013 "
    "Password, 0014 Header, 0015 Footer, 0016 ExternCount, 0018 Lbl, 0218 Lbl3, 0019 WinProtect, 001A "
    "VerticalPageBreaks, 001B HorizontalPageBreaks, 001D Selection, 0023 ExternName, 0223 ExternName3, "
    "0024 ColWidth, 0025 DefaultRowHeight2, 0026 LeftMargin, 0027 RightMargin, 0028 TopMargin, 0029 "
    "BottomMargin, 002A PrintRowCol, 002B PrintGrid, 0033 PrintSize, 0034 JetCreated, 003D Window1, 003E "
    "Window2Old, 0040 Backup, 0041 Pane, 004D Pls, 0050 DCon, 0051 DConRef, 0052 DConName, 0055 "
    "DefColWidth, 0059 XCT, 005A CRN, 005B FileSharing, 005C WriteAccess, 005F CalcSaveRecalc, 0060 "
    "Template, 0061 Intl, 0063 ObjProtect, 0065 UnitFactor, 0080 Guts, 0081 WsBool, 0082 GridSet, 0083 "
    "HCenter, 0084 VCenter, 0086 WriteProtect, 0087 AddIn, 0088 Edition, 0089 Pub, 008A NoteOld, 008C "
    "Country, 008D HideObj, 008E BundleSoffset, 008F BundleHeader, 0090 Sort, 0091 Sub, 0094 LhRecord, "
    "0095 LhNGraph, 0096 Sound, 0097 Sync, 0098 Lpr, 0099 StandardWidth, 009A FnGroupName, 009C "
    "BuiltInFnGroupCount, 009D AutoFilterInfo, 009E AutoFilter, 00A0 Scl, 00A1 Setup, 00A2 FnProto, 00A4 "
    "ProjExtSheet, 00A8 PageBreakPreview, 00A9 CoordList, 00AB GCW, 00AE ScenMan, 00AF Scenario, 00B0 "
    "SxView, 00B1 Sxvd, 00B2 SXVI, 00B4 SxIvd, 00B5 SXLI, 00B6 SXPI, 00B8 DocRoute, 00B9 RecipName, 00BE "
    "MulBlank, 0201 Blank, 00BF ToolbarHdr, 00C0 ToolbarEnd, 00C1 Mms, 00C2 AddMenu, 00C3 DelMenu, 00C5 "
    "SXDI, 00C6 SXDB, 00C7 SXFDB, 00C8 SXDDB, 00C9 SXNum, 00CA SxBool, 00CB SxErr, 00CC SXInt, 00CD "
    "SXString, 00CE SXDtr, 00CF SxNil, 00D0 SXTbl, 00D1 SXTBRGIITM, 00D2 SxTbpg, 00D3 ObProj, 00D5 "
    "SXStreamID, 00D7 DBCell, 00D8 SXRng, 00D9 SxIsxoper, 00DA BookBool, 00DC DbOrParamQry, 00DD "
    "ScenarioProtect, 00DE OleObjectSize, 00DF UDDesc, 00E1 InterfaceHdr, 00E2 InterfaceEnd, 00E3 SXVS, "
    "00E9 BkHim, 00EA TabIdConf, 00EB MsoDrawingGroup, 00ED MsoDrawingSelection, 00EF PhoneticInfo, 00F0 "
    "SxRule, 00F1 SXEx, 00F2 SxFilt, 00F4 SxDXF, 00F5 SxItm, 00F6 SxName, 00F7 SxSelect, 00F8 SXPair, "
    "00F9 SxFmla, 00FB SxFormat, 00FF ExtSST, 0100 SXVDEx, 0103 SXFormula, 0122 SXDBEx, 0137 RRDInsDel, "
    "0138 RRDHead, 013B RRDChgCell, 013D RRTabId, 013E RRDRenSheet, 013F RRSort, 0140 RRDMove, 014A "
    "RRFormat, 014B RRAutoFmt, 014D RRInsertSh, 014E RRDMoveBegin, 014F RRDMoveEnd, 0150 RRDInsDelBegin, "
    "0151 RRDInsDelEnd, 0152 RRDConflict, 0153 RRDDefName, 0154 RRDRstEtxp, 015F LRng, 0160 UsesELFs, "
    "0161 DSF, 0191 CUsr, 0192 CbUsr, 0193 UsrInfo, 0194 UsrExcl, 0195 FileLock, 0196 RRDInfo, 0197 "
    "BCUsrs, 0198 UsrChk, 01A9 UserBView, 01AA UserSViewBegin, 01AB UserSViewEnd, 01AC RRDUserView, 01AD "
    "Qsi, 01AF Prot4Rev, 01B2 DVal, 01B5 DConBin, 01B7 RefreshAll, 01B8 HLink, 01B9 Lel, 01BA CodeName, "
    "01BB SXFDBType, 01BC Prot4RevPass, 01BD ObNoMacros, 01BE Dv, 01C0 Excel9File, 01C1 RecalcId, 01C2 "
    "EntExU2, 0200 Dimensions, 020B Index, 000B IndexOld, 0225 DefaultRowHeight, 023E Window2, 0293 "
    "Style, 0418 BigName, 043C ContinueBigName, 0800 HLinkTooltip, 0801 WebPub, 0802 QsiSXTag, 0803 "
    "DBQueryExt, 0804 ExtString, 0805 TxtQry, 0806 Qsir, 0807 Qsif, 0808 RRDTQSIF, 080A OleDbConn, 080B "
    "WOpt, 080C SXViewEx, 080D SXTH, 080E SXPIEx, 080F SXVDTEx, 0810 SXViewEx9, 0812 ContinueFrt, 0813 "
    "RealTimeData, 0850 ChartFrtInfo, 0851 FrtWrapper, 0852 StartBlock, 0853 EndBlock, 0854 StartObject, "
    "0855 EndObject, 0856 CatLab, 0857 YMult, 0858 SXViewLink, 0859 PivotChartBits, 085A FrtFontList, "
    "0862 SheetExt, 0863 BookExt, 0864 SXAddl, 0865 CrErr, 0866 HFPicture, 0867 FeatHdr, 0868 Feat, 086A "
    "DataLabExt, 086B DataLabExtContents, 086C CellWatch, 0871 FeatHdr11, 0872 Feature11, 0874 "
    "DropDownObjIds, 0875 ContinueFrt11, 0876 DConn, 0877 List12, 0878 Feature12, 087C XFCRC, 087D XFExt, "
    "087E AutoFilter12, 087F ContinueFrt12, 0884 MDTInfo, 0885 MDXStr, 0886 MDXTuple, 0887 MDXSet, 0888 "
    "MDXProp, 0889 MDXKPI, 088A MDB, 088B PLV, 088C Compat12, 088D DXF, 088E TableStyles, 088F "
    "TableStyle, 0890 TableStyleElement, 0892 StyleExt, 0893 NamePublish, 0894 NameCmt, 0895 SortData, "
    "0896 Theme, 0897 GUIDTypeLib, 0898 FnGrp12, 0899 NameFnGrp12, 089A MTRSettings, 089B "
    "CompressPictures, 089C HeaderFooter, 089D CrtLayout12, 089E CrtMlFrt, 089F CrtMlFrtContinue, 08A3 "
    "ForceFullCalculation, 08A4 ShapePropsStream, 08A5 TextPropsStream, 08A6 RichTextStream, 08A7 "
    "CrtLayout12A, 08C1 PageLayoutInfo, 08C8 PLVMac, 08C9 MacExtension, 08CA MacExtension2, 08CB "
    "MacExtension3, 08D6 ChartExtension",
}  # fmt: skip

POLICY: dict[int, Policy] = {
    int(item.split()[0], 16): policy for policy, items in _POLICIES.items() for item in items.split(", ")
}
_CHARTS = 0x1000


def policy_of(kind: int) -> Policy | None:
    """Return what is done with a record of this kind, None for one nobody knows."""
    return Policy.NOTHING if kind >= _CHARTS else POLICY.get(kind)
