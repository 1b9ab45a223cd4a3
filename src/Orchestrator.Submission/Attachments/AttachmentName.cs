using System.Text;

namespace Orchestrator.Submission.Attachments;

/// <summary>Checks the name a file came with. The name is only ever shown and offered for download; the stored file has
/// a generated one.</summary>
public static class AttachmentName
{
    public const int Longest = 120;

    /// <summary>Kinds that must not hide inside a name such as <c>通知.exe.pdf</c>.</summary>
    private static readonly HashSet<string> Dangerous = new(StringComparer.OrdinalIgnoreCase)
    {
        "exe", "dll", "com", "bat", "cmd", "msi", "msp", "scr", "pif", "cpl", "hta", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh",
        "ps1", "psm1", "sh", "bash", "py", "pl", "rb", "jar", "apk", "app", "lnk", "url", "reg", "inf", "iso", "img", "dmg", "html",
        "htm", "xhtml", "svg", "xml", "php", "asp", "aspx", "jsp", "swf", "docm", "dotm", "xlsm", "xltm", "pptm", "zip", "rar", "7z",
    };

    /// <returns>The clean name and its kind, or the sentence that says what is wrong.</returns>
    public static (string? Name, string? Extension, string? Problem) Check(string? given)
    {
        var name = (given ?? "").Normalize(NormalizationForm.FormC).Trim();
        if (name.Length == 0)
        {
            return Bad("附件没有文件名");
        }

        if (name.Contains('/') || name.Contains('\\') || name.Contains("..", StringComparison.Ordinal))
        {
            return Bad("文件名不得含有路径（“/”“\\”或“..”）");
        }

        if (name.Where(Hidden).Cast<char?>().FirstOrDefault() is { } hidden)
        {
            return Bad($"文件名含有不可见字符（U+{(int)hidden:X4}），请改名后再上传");
        }

        if (name.IndexOfAny(['<', '>', ':', '"', '|', '?', '*']) is var at and >= 0)
        {
            return Bad($"文件名不得含有“{name[at]}”");
        }

        if (name.Length > Longest)
        {
            return Bad($"文件名不得超过 {Longest} 个字，现为 {name.Length} 个字");
        }

        var parts = name.Split('.');
        var extension = parts[^1].Trim().ToLowerInvariant();
        if (parts.Length < 2 || extension.Length == 0 || string.Join('.', parts[..^1]).Trim().Length == 0)
        {
            return Bad($"文件名“{name}”缺少扩展名，只接受 {AttachmentKind.Names}");
        }

        if (AttachmentKind.ByExtension(extension) is null)
        {
            return Bad($"不接受“.{extension}”文件，只接受 {AttachmentKind.Names}");
        }

        var inner = parts[1..^1].FirstOrDefault(part => Dangerous.Contains(part.Trim()) || AttachmentKind.ByExtension(part.Trim().ToLowerInvariant()) is not null);
        return inner is null ? (name, extension, null) : Bad($"文件名“{name}”含有双重扩展名“.{inner}.{extension}”，请改名后再上传");

        static (string?, string?, string?) Bad(string problem) => (null, null, problem);
    }

    private static bool Hidden(char sign) =>
        char.IsControl(sign) || char.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.PrivateUse
            or System.Globalization.UnicodeCategory.Surrogate or System.Globalization.UnicodeCategory.OtherNotAssigned;
}
