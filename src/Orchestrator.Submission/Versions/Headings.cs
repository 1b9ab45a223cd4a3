using System.Text.RegularExpressions;

namespace Orchestrator.Submission.Versions;

/// <summary>Headings are compared without their numbering: “三、工作要求” and “四、工作要求” are the same section.</summary>
public static partial class Headings
{
    public static string Key(string heading)
    {
        var bare = Numbering().Replace(heading.Normalize(), "");
        bare = string.Concat((bare.Length == 0 ? heading : bare).Where(sign => !char.IsWhiteSpace(sign)));
        return bare.TrimEnd('。', '：', ':', '.');
    }

    public static bool Same(string left, string right) => string.Equals(Key(left), Key(right), StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(第[一二三四五六七八九十百零〇\d]+[章节条款]|[（(][一二三四五六七八九十百\d]+[）)]|[一二三四五六七八九十百]+[、.．]|\d+[、.．)）])\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();
}
