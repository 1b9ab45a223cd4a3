using System.IO.Compression;
using System.Text;
using Orchestrator.Submission.Attachments;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission;

public sealed class AttachmentSpecs
{
    [Theory]
    [InlineData("附表1.xlsx", "xlsx")]
    [InlineData("起草说明（2020版）v1.2.docx", "docx")]
    [InlineData("  扫描件.PDF ", "pdf")]
    [InlineData("照片.jpeg", "jpeg")]
    public void An_ordinary_name_is_kept(string given, string extension)
    {
        var (name, kind, problem) = AttachmentName.Check(given);
        problem.ShouldBeNull();
        name.ShouldBe(given.Trim());
        kind.ShouldBe(extension);
    }

    [Theory]
    [InlineData(null, "没有文件名")]
    [InlineData("", "没有文件名")]
    [InlineData("../../etc/passwd.pdf", "路径")]
    [InlineData("..\\windows\\a.pdf", "路径")]
    [InlineData("a..pdf", "路径")]
    [InlineData("通知.exe.pdf", "双重扩展名")]
    [InlineData("通知.pdf.docx", "双重扩展名")]
    [InlineData("通知.docm", "不接受")]
    [InlineData("通知.exe", "不接受")]
    [InlineData("包.zip", "不接受")]
    [InlineData("通知", "缺少扩展名")]
    [InlineData(".pdf", "缺少扩展名")]
    [InlineData("通知.", "缺少扩展名")]
    [InlineData("通知\u202Efdp.pdf", "不可见字符")]
    [InlineData("通知\u0000.pdf", "不可见字符")]
    [InlineData("通知\n.pdf", "不可见字符")]
    [InlineData("CON:.pdf", "不得含有")]
    public void A_name_that_deceives_is_refused_with_its_reason(string? given, string reason) =>
        AttachmentName.Check(given).Problem.ShouldNotBeNull().ShouldContain(reason);

    [Fact]
    public void A_name_too_long_is_refused() => AttachmentName.Check(new string('长', 130) + ".pdf").Problem!.ShouldContain("120");

    [Fact]
    public void A_file_is_what_its_bytes_say()
    {
        Kind("%PDF-1.4\n1 0 obj\n%%EOF\n"u8.ToArray()).ShouldBe(AttachmentKind.Pdf);
        Kind([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]).ShouldBe(AttachmentKind.Png);
        Kind([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]).ShouldBe(AttachmentKind.Jpeg);
        Kind(Zip("[Content_Types].xml", "word/document.xml")).ShouldBe(AttachmentKind.Docx);
        Kind(Zip("[Content_Types].xml", "xl/workbook.xml")).ShouldBe(AttachmentKind.Xlsx);
    }

    [Fact]
    public void What_is_not_accepted_is_refused_with_its_reason()
    {
        Problem([]).ShouldContain("0 字节");
        Problem("MZ\x90\0"u8.ToArray()).ShouldContain("可执行程序");
        Problem("#!/bin/sh\n"u8.ToArray()).ShouldContain("可执行程序");
        Problem([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]).ShouldContain("可执行程序");
        Problem([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).ShouldContain("旧版 Office");
        Problem(Zip("readme.txt")).ShouldContain("压缩包");
        Problem(Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")).ShouldContain("宏");
        Problem(Zip("[Content_Types].xml", "ppt/presentation.xml")).ShouldContain("不是 Word 文档");
        Problem("%PDF-1.4 cut off"u8.ToArray()).ShouldContain("不完整");
        Problem([0x50, 0x4B, 0x03, 0x04, 1, 2, 3, 4, 5]).ShouldContain("损坏");
        Problem(Encoding.UTF8.GetBytes("<html><script>")).ShouldContain("只接受");
    }

    [Fact]
    public void A_document_that_unpacks_to_more_than_any_document_is_refused()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml");
            using var part = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var index = 0; index < 520; index++)
            {
                part.Write(zeros);
            }
        }

        Problem(memory.ToArray()).ShouldContain("压缩炸弹");
    }

    private static AttachmentKind? Kind(byte[] bytes) => AttachmentContent.Recognise(new MemoryStream(bytes)).Kind;

    private static string Problem(byte[] bytes) => AttachmentContent.Recognise(new MemoryStream(bytes)).Problem.ShouldNotBeNull();

    private static byte[] Zip(params string[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                zip.CreateEntry(part);
            }
        }

        return memory.ToArray();
    }
}
