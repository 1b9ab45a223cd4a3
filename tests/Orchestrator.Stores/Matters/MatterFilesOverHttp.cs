using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Matters;

/// <summary>Attachments of matters through the API, on every database; one host for the class.</summary>
public abstract class MatterFilesOverHttp(VoidingCity shared)
{
    private MatterCity City => shared.City;

    [Fact]
    public async Task Each_version_keeps_its_own_list_and_the_approval_form_tells_the_newest()
    {
        var first = await Upload("d1.jb", "new", "街道清单.pdf", "一");
        var dropped = await Upload("d1.jb", "new", "旧方案.pdf", "二");
        var matter = await City.Begin();
        (await List("d1.jb", "new")).GetProperty("working").GetArrayLength().ShouldBe(0, "the matter took them");
        Names(await List("zb", matter), 1).ShouldBe(["街道清单.pdf", "旧方案.pdf"]);
        (await Try("d1.jb", matter, "迟到.pdf", "三")).ShouldAnswer(409, "matter.not-writing");
        (await Delete("d1.jb", matter, dropped)).ShouldAnswer(409, "matter.not-writing");

        await City.Decide("d1.fz", matter, "Reject", new { opinion = "请补充测算。" });
        (await Delete("d1.jb", matter, dropped)).ShouldAnswer(200);
        await Upload("d1.jb", matter, "经费测算.pdf", "四");
        (await List("d1.fz", matter)).GetProperty("working").GetArrayLength().ShouldBe(0, "what is not handed in is the drafter's");
        var again = MatterCity.Request("-");
        again.Remove("commandId");
        again.Remove("share");
        again["days"] = 5;
        await City.Decide("d1.jb", matter, "Submit", again);

        var read = await List("d1.fz", matter);
        Names(read, 1).ShouldBe(["街道清单.pdf", "旧方案.pdf"]);
        Names(read, 2).ShouldBe(["街道清单.pdf", "经费测算.pdf"]);
        (await Download("d1.fz", matter, dropped)).ShouldBe(Pdf("二"), "the version that had it keeps it");
        (await Download("d1.fz", matter, first)).ShouldBe(Pdf("一"));
        var paper = (await (await City.As("d1.jb")).Get($"matters/{matter}/approval-form.html")).Text;
        paper.ShouldContain("经费测算.pdf");
        paper.ShouldContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Pdf("四"))));
        paper.ShouldNotContain("旧方案.pdf");
    }

    [Fact]
    public async Task Who_may_not_read_the_matter_finds_no_file_of_it()
    {
        var file = await Upload("d1.jb", "new", "名单.pdf", "甲");
        (await Status("d1.fz", $"matters/new/attachments/{file}")).ShouldBe(404, "what somebody gathers is his alone");
        var matter = await City.Begin();

        (await Status("d1.fz", $"matters/{matter}/attachments/{file}")).ShouldBe(200);
        foreach (var other in new[] { "d3.jb", "zz.fz", "sa", "se", "au" })
        {
            (await Status(other, $"matters/{matter}/attachments")).ShouldBe(404, other);
            (await Status(other, $"matters/{matter}/attachments/{file}")).ShouldBe(404, other);
            (await Try(other, matter, "塞进来.pdf", "乙")).ShouldAnswer(404, "matter.unknown");
            (await Delete(other, matter, file)).ShouldAnswer(404, "attachment.unknown");
        }

        (await Status("d2.jb", $"attachments/{file}")).ShouldBe(404, "not among those of cases");
        (await Status("d1.jb", $"attachments/{file}")).ShouldBe(404, "not among those of cases");
        (await Try("d1.jb", $"{matter}x", "乙.pdf", "乙")).ShouldAnswer(404, "matter.unknown");
        (await Try("sa", "new", "乙.pdf", "乙")).ShouldAnswer(404, "matter.unknown");
    }

    [Fact]
    public async Task What_is_refused_names_the_file_and_a_repeated_upload_is_one()
    {
        (await Try("d2.jb", "new", "程序.pdf", "MZ", raw: true)).ShouldAnswer(422).Text.ShouldContain("“程序.pdf”");
        var one = (await Try("d2.jb", "new", "表.pdf", "一", commandId: "file-1")).ShouldAnswer(200).Json.GetProperty("id").GetString();
        (await Try("d2.jb", "new", "表.pdf", "一", commandId: "file-1")).ShouldAnswer(200).Json.GetProperty("id").GetString().ShouldBe(one);
        (await Try("d2.jb", "new", "表.pdf", "二")).ShouldAnswer(409, "attachment.same-name").Text.ShouldContain("表.pdf");
        for (var n = 1; n < 50; n++)
        {
            await Upload("d2.jb", "new", $"附表{n}.pdf", $"附表{n}");
        }

        (await Try("d2.jb", "new", "第五十一.pdf", "多")).ShouldAnswer(422, "attachment.too-many").Text.ShouldContain("“第五十一.pdf”");
    }

    private async Task<string> Upload(string user, string matter, string name, string text) =>
        (await Try(user, matter, name, text)).ShouldAnswer(200).Json.GetProperty("id").GetString()!;

    private async Task<Answer> Try(string user, string matter, string name, string text, string? commandId = null, bool raw = false)
    {
        using var form = new MultipartFormDataContent();
        using var command = new StringContent(commandId ?? Guid.NewGuid().ToString("N"));
        using var file = new ByteArrayContent(raw ? Encoding.UTF8.GetBytes(text) : Pdf(text));
        form.Add(command, "commandId");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name };
        form.Add(file);
        return await (await City.As(user)).Send(HttpMethod.Post, $"matters/{matter}/attachments", form);
    }

    private async Task<Answer> Delete(string user, string matter, string file) => await (await City.As(user)).Delete($"matters/{matter}/attachments/{file}");

    private async Task<int> Status(string user, string path)
    {
        using var answer = await (await City.As(user)).Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private async Task<byte[]> Download(string user, string matter, string file) =>
        await (await City.As(user)).Http.GetByteArrayAsync(new Uri($"matters/{matter}/attachments/{file}", UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<JsonElement> List(string user, string matter) => (await (await City.As(user)).Get($"matters/{matter}/attachments")).ShouldAnswer(200).Json;

    private static string?[] Names(JsonElement list, int version) =>
        [.. list.GetProperty("versions").EnumerateArray().Single(one => one.GetProperty("version").GetInt32() == version).GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString())];

    private static byte[] Pdf(string text) => Encoding.UTF8.GetBytes($"%PDF-1.4\n{text}\n%%EOF\n");
}

public sealed class MatterFilesOverHttpOnSqlite(VoidingOnSqlite shared) : MatterFilesOverHttp(shared), IClassFixture<VoidingOnSqlite>;

public sealed class MatterFilesOverHttpOnPostgres(VoidingOnPostgres shared) : MatterFilesOverHttp(shared), IClassFixture<VoidingOnPostgres>;
