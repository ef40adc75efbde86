"""What word processors put on the clipboard, as they write it."""

# Word 365 for Windows, French: conditional comments, lists that are paragraphs, o:p, classes and styles everywhere.
WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=FR link="#0563C1" style='tab-interval:35.4pt'><!--StartFragment-->
<h1><span style='font-size:16.0pt;font-family:"Calibri Light",sans-serif'>Avant la garde<o:p></o:p></span></h1>
<p class=MsoNormal style='margin-bottom:8.0pt'><b style='mso-bidi-font-weight:normal'><span style='color:red'>Trois
gestes</span></b><span style='mso-spacerun:yes'>  </span>à faire&nbsp;: <i>sans hâte</i>,
<a href="https://www.ameli.fr/"><span style='mso-fareast-language:FR'>à lire</span></a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Poser le stylo<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Puis les lunettes<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Respirer<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0'><td width=302 valign=top><p class=MsoNormal><b>Jour</b><o:p></o:p></p></td>
<td width=302 valign=top><p class=MsoNormal><b>Heure</b><o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>Lundi<o:p></o:p></p></td><td><p class=MsoNormal>9 h<o:p></o:p></p></td></tr></table>
<p class=MsoNormal>Fin.<del cite="mailto:x" datetime="2026-01-01">Supprimé</del><o:p></o:p></p>
<!--EndFragment--></body></html>"""
# Google Docs: all inside a <b> that is not bold, styles for bold, lists inside lists.
GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38;"><span style="font-size:11pt;font-weight:700;">Trois gestes</span><span
style="font-size:11pt;font-weight:400;"> à faire, </span><span style="font-style:italic;">sans hâte</span></p><br>
<ul style="margin-top:0;"><li dir="ltr" aria-level="1" style="list-style-type:disc;"><p dir="ltr" role="presentation"><span
style="font-weight:400;">Poser le stylo</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"
role="presentation"><span>Puis les lunettes</span></p></li></ul></ul><p dir="ltr"><span><span style="border:none;"><img
src="https://lh3.googleusercontent.com/x" width="1" height="1"></span></span></p></b><br class="Apple-interchange-newline">"""
# LibreOffice Writer: presentational markup of the last century, paragraphs in items.
LIBREOFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<style type="text/css">p { line-height: 115%; background: transparent }</style></head><body lang="fr-FR">
<p style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif, serif"><b>Trois gestes</b> à faire,
<i>sans hâte</i></font></p><ol><li><p style="margin-bottom: 0cm">Poser le stylo</p><ul><li><p>Puis les lunettes</p></li></ul>
</li><li><p>Respirer</p></li></ol></body></html>"""
