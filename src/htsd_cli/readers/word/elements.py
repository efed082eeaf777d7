"""What is done with every element a Word file can hold where text stands: the closed world of the reader.

Each element of WordprocessingML (ECMA-376, transitional; strict files come with the same names), of OMML, of drawings
(DrawingML's shapes and frames, VML) and of Microsoft's extensions has one policy. What is in no table is unknown, and
told where it stands.
"""

from __future__ import annotations

from enum import Enum

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16": "http://schemas.microsoft.com/office/word/2018/wordml",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "w16cid": "http://schemas.microsoft.com/office/word/2016/wordml/cid",
    "w16cex": "http://schemas.microsoft.com/office/word/2018/wordml/cex",
    "w16sdtdh": "http://schemas.microsoft.com/office/word/2020/wordml/sdtdatahash",
    "w16sdtfl": "http://schemas.microsoft.com/office/word/2024/wordml/sdtformatlock",
    "w16du": "http://schemas.microsoft.com/office/word/2023/wordml/word16du",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "wpi": "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wp15": "http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing",
    "am3d": "http://schemas.microsoft.com/office/drawing/2017/model3d",
    "lc": "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas",
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
    "pic14": "http://schemas.microsoft.com/office/drawing/2010/picture",
    "pvml": "urn:schemas-microsoft-com:office:powerpoint",
    "xvml": "urn:schemas-microsoft-com:office:excel",
    "woe": "http://schemas.microsoft.com/office/word/2020/oembed",
    "aml": "http://schemas.microsoft.com/aml/2001/core",
}

W = f"{{{NAMESPACES['w']}}}"
RPR, VAL = f"{W}rPr", f"{W}val"
OFF = frozenset(("0", "false", "off", "none"))  # what turns a switch off


class Policy(Enum):
    """What an element does where text stands."""

    TEXT = "gives text"
    THROUGH = "is looked through"
    NOTHING = "shows nothing, or belongs to an element that is read as a whole"
    LOOK = "changes how text looks, or how it is laid out"
    SEEN = "shows something that is no text"


_POLICIES: dict[Policy, dict[str, str]] = {
    Policy.TEXT: {
        "w": "p r t tab br cr noBreakHyphen softHyphen sym ptab tbl tr tc ruby fldChar instrText fldSimple",
        "m": "oMath oMathPara r t",
        "w16se": "symEx",
    },
    Policy.THROUGH: {
        "w": "body ins moveTo hyperlink smartTag customXml bdo dir sdt sdtContent rubyBase hdr ftr txbxContent",
        "m": "e num den sub sup deg lim fName mr box d func sPre sSub sSup sSubSup f rad nary eqArr m acc bar"
        " borderBox groupChr limLow limUpp phant",
        "mc": "AlternateContent Choice Fallback",
        "w14": "conflictIns",
        "wp": "anchor inline",
        "a": "graphic graphicData graphicFrame grpSp",
        "pic": "pic blipFill",
        "wps": "txbx",
        "wpg": "wgp grpSp graphicFrame",
        "wpc": "wpc graphicFrame",
        "lc": "lockedCanvas",
        "v": "group background textbox",
    },
    Policy.SEEN: {
        "w": "drawing pict object control movie contentPart altChunk footnoteReference endnoteReference"
        " commentReference dayLong dayShort monthLong monthShort yearLong yearShort pgNum objectEmbed objectLink"
        " background anchor inline subDoc",
        "w14": "contentPart",
        "a": "blip sp cxnSp txSp txBody videoFile",
        "a14": "contentPart",
        "wps": "wsp linkedTxbx",
        "wpi": "wpi",
        "am3d": "model3d",
        "c": "chart",
        "cx": "chart",
        "dgm": "relIds",
        "v": "arc curve image imagedata line oval polyline rect roundrect shape",
        "o": "OLEObject ink diagram",
    },
    Policy.NOTHING: {
        "w": "del moveFrom delText delInstrText proofErr permStart permEnd bookmarkStart bookmarkEnd"
        " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd commentRangeStart commentRangeEnd"
        " customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd"
        " customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd"
        " lastRenderedPageBreak annotationRef footnoteRef endnoteRef separator continuationSeparator"
        " sdtPr sdtEndPr customXmlPr smartTagPr attr rt rubyPr hps hpsBaseText hpsRaise lid rubyAlign dirty"
        " ffData fldData numberingChange calcOnExit checkBox checked ddList default enabled entryMacro exitMacro"
        " format helpText label listEntry maxLength name result size sizeAuto statusText tabIndex textInput type"
        " alias bibliography citation comboBox dataBinding date docPartList docPartObj dropDownList equation group"
        " id lock picture placeholder richText showingPlcHdr tag temporary text docPart calendar dateFormat"
        " storeMappedDataAs docPartCategory docPartGallery docPartUnique listItem"
        " altChunkPr matchSrc rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange tcPrChange"
        " trPrChange header headers headerReference footerReference footnotePr endnotePr numRestart numStart pos"
        " printerSettings formProt noEndnote",
        "m": "oMathParaPr argPr argSz ctrlPr accPr barPr borderBoxPr boxPr dPr eqArrPr fPr funcPr groupChrPr limLowPr"
        " limUppPr mPr naryPr phantPr radPr sPrePr sSubPr sSubSupPr sSupPr chr pos hideBot hideLeft hideRight hideTop"
        " strikeBLTR strikeH strikeTLBR strikeV aln brk diff noBreak opEmu begChr endChr grow sepChr shp baseJc maxDist"
        " objDist rSp rSpRule type vertJc count mcJc mc mcPr mcs cGp cGpRule cSp plcHide limLoc subHide supHide rPr lit"
        " nor scr sty degHide alnScr jc show transp zeroAsc zeroDesc zeroWid",
        "w14": "checkbox checked checkedState uncheckedState entityPicker conflictMode conflictDel docId"
        " defaultImageDpi discardImageEditingData customXmlConflictInsRangeStart customXmlConflictInsRangeEnd"
        " customXmlConflictDelRangeStart customXmlConflictDelRangeEnd"
        " cNvContentPartPr cNvPr extLst nvContentPartPr xfrm",
        "w15": "appearance chartTrackingRefBased collapsed color commentsEx commentEx dataBinding docId"
        " footnoteColumns people person presenceInfo repeatingSection repeatingSectionItem webExtensionCreated"
        " webExtensionLinked doNotAllowInsertDeleteSection sectionTitle",
        "w16cid": "commentsIds commentId",
        "w16cex": "commentsExtensible commentExtensible extLst",
        "w16du": "dateUtc",
        "wp": "align cNvGraphicFramePr docPr effectExtent extent lineTo posOffset positionH positionV simplePos start"
        " wrapNone wrapPolygon wrapSquare wrapThrough wrapTight wrapTopAndBottom",
        "wp14": "pctHeight pctPosHOffset pctPosVOffset pctWidth sizeRelH sizeRelV",
        "wp15": "webVideoPr",
        "a": "nvGrpSpPr grpSpPr xfrm ext extLst off srcRect stretch tile graphicFrameLocks hlinkClick hlinkHover",
        "a14": "cpLocks extLst",
        "pic": "nvPicPr cNvPr cNvPicPr spPr",
        "pic14": "extLst style",
        "wps": "nvSpPr bodyPr cNvCnPr cNvPr cNvSpPr extLst spPr style",
        "wpg": "cNvFrPr cNvGrpSpPr cNvPr extLst grpSpPr xfrm",
        "wpc": "bg extLst whole",
        "v": "fill f formulas h handles path shadow shapetype stroke textpath",
        "o": "FieldCodes LinkType LockedField bottom callout clippath colormenu colormru column complex entry extrusion"
        " fill idmap left lock proxy r regrouptable rel relationtable right rules shapedefaults shapelayout"
        " signatureline skew top",
        "w10": "anchorlock borderbottom borderleft borderright bordertop wrap",
        "pvml": "iscomment textdata",
        "xvml": "ClientData",
        "woe": "oembed",
        "aml": "annotation",
    },
    Policy.LOOK: {
        "w": "pPr rPr tblPr tblPrEx tblGrid trPr tcPr sectPr"
        " b bCs bdr caps color cs dstrike eastAsianLayout effect em emboss fitText highlight i iCs imprint kern lang"
        " noProof oMath outline position rFonts rStyle rtl shadow shd smallCaps snapToGrid spacing specVanish strike"
        " sz szCs u vanish vertAlign w webHidden"
        " adjustRightInd autoSpaceDE autoSpaceDN bidi cnfStyle contextualSpacing divId framePr ind jc keepLines"
        " keepNext kinsoku mirrorIndents numPr outlineLvl overflowPunct pBdr pStyle pageBreakBefore suppressAutoHyphens"
        " suppressLineNumbers suppressOverlap tabs textAlignment textDirection textboxTightWrap topLinePunct"
        " widowControl wordWrap ilvl numId bar between bottom left right top"
        " bidiVisual tblBorders tblCaption tblCellMar tblCellSpacing tblDescription tblInd tblLayout tblLook"
        " tblOverlap tblStyle tblStyleColBandSize tblStyleRowBandSize tblW tblpPr insideH insideV start end gridCol"
        " cellDel cellIns cellMerge gridSpan hMerge hideMark noWrap tcBorders tcFitText tcMar tcW vAlign vMerge tl2br"
        " tr2bl cantSplit gridAfter gridBefore hidden tblHeader trHeight wAfter wBefore"
        " col cols docGrid lnNumType numFmt paperSrc pgBorders pgMar pgNumType pgSz rtlGutter titlePg",
        "w14": "glow shadow reflection textOutline textFill scene3d props3d ligatures numForm numSpacing stylisticSets"
        " styleSet cntxtAlts noFill solidFill gradFill srgbClr schemeClr alpha hueMod lum lumMod lumOff sat satMod"
        " satOff shade tint gsLst gs lin path fillToRect prstDash round bevel miter camera lightRig rot bevelT bevelB"
        " extrusionClr contourClr",
        "w16sdtfl": "stLocks sdtFormatLock",
        "w16sdtdh": "storeItemChecksum",
    },
}  # fmt: skip

POLICY: dict[str, Policy] = {
    f"{{{NAMESPACES[prefix]}}}{name}": policy
    for policy, by_prefix in _POLICIES.items()
    for prefix, names in by_prefix.items()
    for name in names.split()
}


def policy_of(tag: str) -> Policy | None:
    """Return what is done with an element of this name ("{namespace}name"), None for one nobody knows."""
    return POLICY.get(tag)


def name_of(tag: str) -> str:
    """Return an element's name as people write it, `w:p`; for an unknown namespace the bare name."""
    namespace, _, name = tag.rpartition("}")
    prefix = next((key for key, value in NAMESPACES.items() if value == namespace[1:]), "")
    return f"{prefix}:{name}" if prefix else name
