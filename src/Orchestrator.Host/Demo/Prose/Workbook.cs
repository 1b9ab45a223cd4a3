using System.IO.Compression;
using System.Text;

namespace Orchestrator.Host.Demo.Prose;

/// <summary>A small workbook as an attachment: institutions of a district with made-up numbers, no people.</summary>
internal static class Workbook
{
    private static readonly string[] Institutions = ["城管执法中队", "财政所", "人保中心", "国土所", "林业站", "水利站"];

    public static byte[] OfInstitutions(string unit)
    {
        var rows = new StringBuilder(Row("机构（演示数据）", "编制", "在编人数"));
        foreach (var institution in Institutions)
        {
            var quota = 40 + Seeded.Below(60, unit, institution);
            rows.Append(Row(institution, $"{quota}", $"{quota - Seeded.Below(7, unit, institution, "vacant")}"));
        }

        const string Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            Part(zip, "_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="r1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Sheet}" xmlns:r="{Office}"><sheets><sheet name="情况表" sheetId="1" r:id="r1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="r1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            Part(zip, "xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Sheet}"><sheetData>{rows}</sheetData></worksheet>""");
        }

        return memory.ToArray();
    }

    private static string Row(params ReadOnlySpan<string> cells)
    {
        var row = new StringBuilder("<row>");
        foreach (var cell in cells)
        {
            row.Append("<c t=\"inlineStr\"><is><t>").Append(cell).Append("</t></is></c>");
        }

        return row.Append("</row>").ToString();
    }

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + text));
    }
}
