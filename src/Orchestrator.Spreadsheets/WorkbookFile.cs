using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Orchestrator.Spreadsheets;

/// <summary>
/// An .xlsx file (ECMA-376), written part after part: memory holds one row, not the file. The SDK's own package keeps every
/// part until it closes, so the container is a plain ZIP archive here; the parts are the SDK's.
/// </summary>
public static class WorkbookFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <param name="file">Need not be able to seek; stays open.</param>
    public static void Write(Stream file, IReadOnlyList<Sheet> sheets)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        for (var at = 0; at < sheets.Count; at++)
        {
            using var part = archive.CreateEntry($"xl/worksheets/sheet{at + 1}.xml", CompressionLevel.Fastest).Open();
            using var xml = OpenXmlWriter.Create(part, Encoding.UTF8);
            xml.WriteStartDocument(true);
            new SheetWriter(xml).Write(sheets[at]);
        }

        Add(archive, "xl/styles.xml", WorkbookStyles.Xml);
        Add(archive, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{Each(sheets, (sheet, n) => new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = sheet.Name, SheetId = n, Id = $"rId{n}" }.OuterXml)}</sheets></workbook>""");
        Add(archive, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{Each(sheets, (_, n) => $"""<Relationship Id="rId{n}" Type="{Relations}/worksheet" Target="worksheets/sheet{n}.xml"/>""")}<Relationship Id="rId{sheets.Count + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
        Add(archive, "_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add(archive, "[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Types}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}styles+xml"/>{Each(sheets, (_, n) => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{Types}worksheet+xml"/>""")}</Types>""");
    }

    private static string Each(IReadOnlyList<Sheet> sheets, Func<Sheet, uint, string> text) => string.Concat(sheets.Select((sheet, at) => text(sheet, (uint)at + 1)));

    private static void Add(ZipArchive archive, string name, string xml)
    {
        using var part = new StreamWriter(archive.CreateEntry(name).Open());
        part.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""");
        part.Write(xml);
    }
}
