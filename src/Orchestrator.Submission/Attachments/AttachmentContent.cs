using System.IO.Compression;

namespace Orchestrator.Submission.Attachments;

/// <summary>Tells by its bytes what a file is. The name is not believed.</summary>
public static class AttachmentContent
{
    private const long LargestUnpacked = 512L << 20;
    private const int MostParts = 10_000;

    /// <returns>The kind found, or the sentence that says why the file is refused.</returns>
    public static (AttachmentKind? Kind, string? Problem) Recognise(Stream file)
    {
        Span<byte> head = stackalloc byte[8];
        file.Position = 0;
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        head = head[..read];
        if (read == 0)
        {
            return (null, "文件是空的（0 字节）");
        }

        if (head.StartsWith("%PDF-"u8))
        {
            return EndsLikePdf(file) ? (AttachmentKind.Pdf, null) : (null, "PDF 文件不完整，可能在传输中被截断");
        }

        if (head.SequenceEqual((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return (AttachmentKind.Png, null);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return (AttachmentKind.Jpeg, null);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]))
        {
            return Package(file);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return (null, "这是旧版 Office 文件或加密的文档，请去除密码并另存为 docx 或 xlsx");
        }

        return head.StartsWith("MZ"u8) || head.StartsWith((ReadOnlySpan<byte>)[0x7F, 0x45, 0x4C, 0x46]) || head.StartsWith("#!"u8)
            ? (null, "这是可执行程序，禁止上传")
            : (null, $"文件内容不是可接受的类型，只接受 {AttachmentKind.Names}");
    }

    private static bool EndsLikePdf(Stream file)
    {
        var tail = new byte[Math.Min(2048, file.Length)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        return tail.AsSpan().IndexOf("%%EOF"u8) >= 0;
    }

    private static (AttachmentKind?, string?) Package(Stream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostParts || zip.Entries.Sum(part => part.Length) > LargestUnpacked)
            {
                return (null, "文档展开后过大，可能是压缩炸弹，禁止上传");
            }

            if (zip.Entries.Any(part => part.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                return (null, "文档含有宏，禁止上传，请另存为不含宏的文档");
            }

            if (zip.GetEntry("[Content_Types].xml") is null)
            {
                return (null, "不接受压缩包，请逐个上传文件");
            }

            return zip.GetEntry("word/document.xml") is not null ? (AttachmentKind.Docx, null)
                : zip.GetEntry("xl/workbook.xml") is not null ? (AttachmentKind.Xlsx, null)
                : (null, "不是 Word 文档或 Excel 工作簿");
        }
        catch (InvalidDataException)
        {
            return (null, "文件已损坏，打不开");
        }
    }
}
