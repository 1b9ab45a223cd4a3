using System.Net.Http.Headers;
using System.Text;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Submission;

public sealed class AttachmentsOverHttp(SubmissionHost host) : IClassFixture<SubmissionHost>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    [Fact]
    public async Task A_file_comes_back_as_it_was_and_never_as_a_page()
    {
        var writer = await host.Person("d1.jb");
        var stored = (await Upload(writer, "D1", "附表（一）.pdf", Pdf)).ShouldAnswer(200).Json;
        stored.GetProperty("size").GetInt64().ShouldBe(Pdf.Length);
        using var response = await writer.Http.GetAsync(new Uri($"attachments/{stored.GetProperty("id").GetString()}", UriKind.Relative));
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("附表（一）.pdf");
        response.Headers.GetValues("X-Content-Type-Options").ShouldContain("nosniff");
    }

    [Theory]
    [InlineData("程序.pdf", "MZ\u0090\u0000\u0003", "可执行程序")]
    [InlineData("空.pdf", "", "0 字节")]
    [InlineData("网页.pdf", "<html><script>alert(1)</script>", "只接受")]
    [InlineData("图片.png", "%PDF-1.4\n%%EOF\n", "扩展名是 .png")]
    [InlineData("通知.exe.pdf", "%PDF-1.4\n%%EOF\n", "双重扩展名")]
    [InlineData("..%2f..%2fetc.exe", "%PDF-1.4\n%%EOF\n", "路径")]
    [InlineData("../../etc/passwd.pdf", "%PDF-1.4\n%%EOF\n", "路径")]
    [InlineData("宏.docm", "PK", "不接受")]
    public async Task A_file_that_is_not_what_it_says_is_refused_and_leaves_nothing(string name, string content, string reason)
    {
        var writer = await host.Person("d2.jb");
        (await Upload(writer, "D2", name, Encoding.Latin1.GetBytes(content))).ShouldAnswer(422).Text.ShouldContain(reason);
        (await writer.Get($"cases/{host.CaseOf["D2"]}/attachments")).ShouldAnswer(200).Json.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_while_it_arrives()
    {
        var big = new byte[(20 << 20) + 1];
        Pdf.CopyTo(big, 0);
        (await Upload(await host.Person("d3.jb"), "D3", "大.pdf", big)).ShouldAnswer(422).Text.ShouldContain("20 MB");
    }

    [Fact]
    public async Task The_same_upload_twice_is_one_file_and_the_same_content_again_is_refused()
    {
        var writer = await host.Person("d4.jb");
        var first = (await Upload(writer, "D4", "说明.pdf", Pdf, "upload-1")).ShouldAnswer(200).Json.GetProperty("id").GetString();
        (await Upload(writer, "D4", "说明.pdf", Pdf, "upload-1")).ShouldAnswer(200).Json.GetProperty("id").GetString().ShouldBe(first);
        (await Upload(writer, "D4", "另一个名字.pdf", Pdf)).ShouldAnswer(409).Text.ShouldContain("说明.pdf");
        (await writer.Get($"cases/{host.CaseOf["D4"]}/attachments")).Json.GetArrayLength().ShouldBe(1);
        using var response = await writer.Http.GetAsync(new Uri($"attachments/{first}", UriKind.Relative));
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf, "the repeated upload did not touch the stored file");
    }

    [Fact]
    public async Task Only_the_unit_that_writes_may_add_see_and_remove_files()
    {
        var writer = await host.Person("d5.jb");
        var id = (await Upload(writer, "D5", "台账.pdf", Pdf)).ShouldAnswer(200).Json.GetProperty("id").GetString();
        (await Upload(await host.Person("d6.jb"), "D5", "塞进来.pdf", Pdf)).ShouldAnswer(404);
        (await (await host.Person("d6.jb")).Get($"attachments/{id}")).ShouldAnswer(404);
        (await (await host.Person("d6.jb")).Delete($"attachments/{id}")).ShouldAnswer(404);
        (await (await host.Person("sa")).Get($"attachments/{id}")).ShouldAnswer(403);
        (await writer.Delete($"attachments/{id}")).ShouldAnswer(200);
        (await writer.Get($"attachments/{id}")).ShouldAnswer(404);
    }

    [Fact]
    public async Task Something_that_is_no_upload_is_refused()
    {
        var writer = await host.Person("d7.jb");
        (await writer.Post($"cases/{host.CaseOf["D7"]}/attachments?commandId=x", new { file = "x" })).ShouldAnswer(422).Text.ShouldContain("multipart");
        (await Upload(writer, "D7", "无编号.pdf", Pdf, "")).ShouldAnswer(422).Text.ShouldContain("commandId");
    }

    private async Task<Answer> Upload(Visitor visitor, string unit, string name, byte[] bytes, string? commandId = null)
    {
        using var form = new MultipartFormDataContent();
        using var command = new StringContent(commandId ?? Guid.NewGuid().ToString("N"));
        using var file = new ByteArrayContent(bytes);
        form.Add(command, "commandId");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name };
        form.Add(file);
        return await visitor.Send(HttpMethod.Post, $"cases/{host.CaseOf[unit]}/attachments", form);
    }
}
