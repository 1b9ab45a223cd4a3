using System.Text;
using System.Xml;

namespace Orchestrator.Spreadsheets;

/// <summary>Text as files can hold it.</summary>
public static class PlainText
{
    private const string Reserved = "/\\:*?\"<>|";

    /// <summary>The text without what XML 1.0 cannot hold: control characters and halves of surrogate pairs.</summary>
    public static string ForXml(string text)
    {
        var at = FirstUnfit(text, 0);
        if (at == text.Length)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        for (var from = 0; from < text.Length; at = FirstUnfit(text, from))
        {
            kept.Append(text, from, at - from);
            from = at + 1;
        }

        return kept.ToString();
    }

    /// <summary>A file name for every system: without path separators, reserved and invisible characters, at most 80 characters before the ending.</summary>
    /// <param name="ending">With its dot, for example <c>.docx</c>.</param>
    public static string FileName(string title, string ending)
    {
        var name = string.Concat(title.EnumerateRunes().Select(rune =>
            Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format || rune.Value == 0xFFFD ? ""
            : rune.IsBmp && Reserved.Contains((char)rune.Value) ? "_"
            : rune.ToString())).Trim(' ', '.');
        var cut = name.Length <= 80 ? name : name[..(char.IsHighSurrogate(name[79]) ? 79 : 80)];
        return (cut.Length == 0 ? "导出" : cut) + ending;
    }

    private static int FirstUnfit(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (!XmlConvert.IsXmlChar(text[at]))
            {
                return at;
            }
        }

        return text.Length;
    }
}
