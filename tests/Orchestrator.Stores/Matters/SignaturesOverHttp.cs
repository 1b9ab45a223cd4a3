using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Calendar;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Matters;

/// <summary>签名图 of persons, which of them their decisions keep, and the papers on which they stand, on every database. The tests share one host, and each has
/// persons of its own.</summary>
public abstract class SignaturesOverHttp(SigningCity city)
{
    [Fact]
    public async Task Everybody_sets_replaces_and_removes_his_own()
    {
        var clerk = await city.As("d1.jb");
        var empty = (await clerk.Get("signature")).ShouldAnswer(200).Json;
        empty.GetProperty("current").ValueKind.ShouldBe(JsonValueKind.Null);
        (empty.GetProperty("largest").GetInt32(), empty.GetProperty("widest").GetInt32(), empty.GetProperty("highest").GetInt32()).ShouldBe((204_800, 1200, 600));

        var first = (await Set("d1.jb", Png(1))).ShouldAnswer(200).Json.GetProperty("sha256").GetString();
        (await Set("d1.jb", Png(2))).ShouldAnswer(200);
        (await Set("d1.jb", Png(1))).ShouldAnswer(200).Json.GetProperty("sha256").GetString().ShouldBe(first, "an image is found by its content");
        var current = (await clerk.Get("signature")).ShouldAnswer(200).Json.GetProperty("current");
        (current.GetProperty("sha256").GetString(), current.GetProperty("width").GetInt32(), current.GetProperty("height").GetInt32()).ShouldBe((Hash(Png(1)), 300, 100));
        (await (await city.As("d2.jb")).Get("signature")).Json.GetProperty("current").ValueKind.ShouldBe(JsonValueKind.Null, "only his own");

        (await clerk.Delete("signature?commandId=remove-1")).ShouldAnswer(200);
        (await clerk.Delete("signature?commandId=remove-1")).ShouldAnswer(200);
        (await clerk.Delete("signature?commandId=remove-2")).ShouldAnswer(409, "signature.none");
        (await clerk.Get("signature")).Json.GetProperty("current").ValueKind.ShouldBe(JsonValueKind.Null);
        var rows = (await city.Host.Services.GetRequiredService<OperationQueries>().Audit(new(Size: 200))).Items.Where(row => row.ActorId == "d1.jb" && row.Action.StartsWith("Signatures.", StringComparison.Ordinal));
        rows.Select(row => (row.Action, row.ObjectId)).ShouldBe(
            [("Signatures.Set", Hash(Png(1))), ("Signatures.Set", Hash(Png(2))), ("Signatures.Set", Hash(Png(1))), ("Signatures.Remove", null), ("Signatures.Remove", null)], ignoreOrder: true);
    }

    [Fact]
    public async Task Two_who_set_the_same_image_at_once_both_have_it()
    {
        var image = Png(3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Set(n % 2 == 0 ? "d3.jb" : "d3.fz", image)));

        answers.ShouldAllBe(answer => answer.Status == 200);
    }

    [Fact]
    public async Task An_image_is_served_to_whoever_is_signed_in_as_nothing_but_an_image()
    {
        await Set("bb.sh", Png(4));
        var other = await city.As("sa");

        using var answer = await other.Http.GetAsync($"signatures/{Hash(Png(4))}");

        ((int)answer.StatusCode, answer.Content.Headers.ContentType!.ToString()).ShouldBe((200, "image/png"));
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Png(4));
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox; default-src 'none'"]);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"signatures/{Hash(Png(4))}") { Headers = { IfNoneMatch = { new EntityTagHeaderValue($"\"{Hash(Png(4))}\"") } } };
        using var unchanged = await other.Http.SendAsync(again);
        ((int)unchanged.StatusCode).ShouldBe(304);
        (await other.Get($"signatures/{new string('0', 64)}")).ShouldAnswer(404, "signature.unknown");
        using var nobody = new Visitor(city.Host.Address);
        (await nobody.Get($"signatures/{Hash(Png(4))}")).ShouldAnswer(401);
        (await nobody.Get("signature")).ShouldAnswer(401);
    }

    [Fact]
    public async Task What_is_no_signature_image_is_refused_and_changes_nothing()
    {
        await Set("cw.2", Png(5));

        foreach (var wrong in new[] { [], Encoding.UTF8.GetBytes("<svg/>"), [.. Png(5), 1], Png(6, width: 1201), Png(7, padding: 205_000) })
        {
            var refused = (await Set("cw.2", wrong)).ShouldAnswer(422, "signature.image");
            refused.Json.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("image");
        }

        var leader = await city.As("cw.2");
        (await leader.Put("signature", new { commandId = "c", image = "no base64!" })).Status.ShouldBeOneOf(400, 422);
        (await leader.Put("signature", new { commandId = "c" })).ShouldAnswer(422, "signature.image");
        (await leader.Get("signature")).Json.GetProperty("current").GetProperty("sha256").GetString().ShouldBe(Hash(Png(5)));
    }

    [Fact]
    public async Task A_decision_keeps_the_image_that_its_person_had_then()
    {
        var (first, second) = (Png(10), Png(11));
        await Set("d1.fz", first);
        var matter = await city.Begin();
        await city.Decide("d1.fz", matter, "Approve");
        await Set("d1.fz", second);
        await city.Decide("sf.fz", matter, "Reject", new { opinion = "缺少依据" });
        await city.Decide("d1.jb", matter, "Submit", Corrected());
        await city.Decide("d1.fz", matter, "Approve");
        (await (await city.As("d1.fz")).Delete("signature?commandId=remove-d1.fz")).ShouldAnswer(200);
        await city.Decide("sf.fz", matter, "Approve", new { opinion = "合法" });

        var read = await city.Read(matter);

        var decided = read.GetProperty("path").EnumerateArray().Where(entry => Text(entry, "kind") == "Decision").Select(entry => (Text(entry, "actorName"), Text(entry, "signature"))).ToArray();
        decided.Where(one => one.Item1 == "d1.fz").ShouldBe([("d1.fz", Hash(first)), ("d1.fz", Hash(second))]);
        decided.Where(one => one.Item1 == "sf.fz").ShouldAllBe(one => one.Item2 == null, "whoever has none signs with none");
        Heads(read).ShouldBe([Hash(first), Hash(second)]);
        read.GetProperty("path").EnumerateArray().Where(entry => Text(entry, "kind") != "Decision").ShouldAllBe(entry => Text(entry, "signature") == null);
    }

    [Fact]
    public async Task Whoever_stands_in_signs_with_his_own_image()
    {
        var (principal, deputy) = (Png(20), Png(21));
        await Set("d3.fz", principal);
        await Set("zz.fz", deputy);
        var today = WorkingCalendar.National.LocalDate(DateTimeOffset.UtcNow);
        (await (await city.As("d3.fz")).Post("proxies", new { commandId = "proxy", deputyId = "zz.fz", from = today, until = today.AddDays(3) })).ShouldAnswer(200);
        var matter = await city.Begin(by: "d3.jb");

        await city.Decide("zz.fz", matter, "Approve");

        var read = await city.Read(matter);
        var entry = read.GetProperty("path").EnumerateArray().Single(entry => Text(entry, "step") == "MatterHeadReview" && Text(entry, "kind") == "Decision");
        (Text(entry, "actorName"), Text(entry, "signature")).ShouldBe(("zz.fz（代d3.fz）", Hash(deputy)));
        Heads(read).ShouldBe([Hash(deputy)]);
    }

    [Fact]
    public async Task The_approval_form_of_a_matter_has_opinions_votes_and_signatures_and_is_for_its_readers()
    {
        await Set("zf.fz", Png(30));
        var matter = await city.Begin();
        await city.Decide("d1.fz", matter, "Approve");
        await city.Decide("sf.fz", matter, "Approve", new { opinion = "合法" });
        await city.Decide("zz.fz", matter, "Approve");
        await city.Decide("zf.fz", matter, "Approve", new { opinion = "<b>同意</b>，请抓紧" });

        var page = (await (await city.As("d1.jb")).Get($"matters/{matter}/approval-form.html")).ShouldAnswer(200).Text;
        page.ShouldContain("二、会签情况");
        page.ShouldContain("三、办理路径");
        page.ShouldContain("&lt;b&gt;同意&lt;/b&gt;，请抓紧");
        page.ShouldNotContain("会审意见");
        page.ShouldContain("尚未办理");
        page.Split($"<use href=\"#s{Hash(Png(30))}\"/>").Length.ShouldBe(3, "in the path and beside the vote");

        var word = await (await city.As("zb")).Http.GetByteArrayAsync($"matters/{matter}/approval-form.docx");
        using var file = WordprocessingDocument.Open(new MemoryStream(word), isEditable: false);
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(file).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        var text = file.MainDocumentPart!.Document.InnerText;
        foreach (var expected in new[] { "关于街道机构设置的会签", "二、会签情况", "请抓紧", "单位ZF", "办理中", "现为“会签中”" })
        {
            text.ShouldContain(expected);
        }

        // Others may have one from another test.
        file.MainDocumentPart.ImageParts.Count().ShouldBe((await city.Read(matter)).GetProperty("path").EnumerateArray().Select(entry => Text(entry, "signature")).OfType<string>().Distinct().Count());
        file.MainDocumentPart.HeaderParts.ShouldHaveSingleItem().Header.InnerXml.ShouldContain("zb　单位ZB");
        foreach (var (user, format) in new[] { ("d3.jb", "docx"), ("d3.jb", "html"), ("d3.jb", "pdf"), ("sa", "docx") })
        {
            (await (await city.As(user)).Get($"matters/{matter}/approval-form.{format}")).ShouldAnswer(404, "matter.unknown");
        }

        (await city.Host.Services.GetRequiredService<OperationQueries>().Audit(new(Size: 200))).Items.Where(row => row.ObjectId == matter && row.Action.StartsWith("ApprovalForms.", StringComparison.Ordinal))
            .Select(row => (row.ActorId, row.Action, row.ObjectType)).ShouldBe([("d1.jb", "ApprovalForms.Print", "matter"), ("zb", "ApprovalForms.ExportDocx", "matter")], ignoreOrder: true);
    }

    [Fact]
    public async Task The_list_comes_as_an_Excel_file_with_what_its_conditions_let_through_and_the_person_may_read()
    {
        var matter = await city.Begin();
        var number = Text(await city.Read(matter), "number")!;
        var office = await city.As("zb");
        var all = (await office.Get("matters")).ShouldAnswer(200).Json.GetProperty("total").GetInt32();

        Rows(await office.Http.GetByteArrayAsync("matters.xlsx")).Count.ShouldBe(all + 1);
        var one = Rows(await office.Http.GetByteArrayAsync($"matters.xlsx?q={Uri.EscapeDataString(number)}"));
        one.Count.ShouldBe(2);
        one[1].ShouldStartWith($"{number}|关于街道机构设置的会签|单位D1|d1.jb|部门审核|部门负责人审核");
        Rows(await (await city.As("cw.1")).Http.GetByteArrayAsync("matters.xlsx?view=initiated")).Count.ShouldBe(1);
        Rows(await (await city.As("sa")).Http.GetByteArrayAsync("matters.xlsx")).Count.ShouldBe(1);
        (await office.Get("matters.xlsx?stage=Nowhere")).ShouldAnswer(422, "matters.query");
    }

    private static List<string> Rows(byte[] workbook)
    {
        using var file = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        return [.. file.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>()
            .Select(row => string.Join('|', row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(cell => cell.InnerText)))];
    }

    private static Dictionary<string, object?> Corrected()
    {
        var again = MatterCity.Request("-");
        again.Remove("commandId");
        again["days"] = 5;
        return again;
    }

    private static IEnumerable<string?> Heads(JsonElement matter) =>
        matter.GetProperty("steps").EnumerateArray().Where(step => Text(step, "step") == "MatterHeadReview").SelectMany(step => step.GetProperty("seats").EnumerateArray()).Select(seat => Text(seat, "signature"));

    private async Task<Answer> Set(string user, byte[] image) =>
        await (await city.As(user)).Put("signature", new { commandId = Guid.NewGuid().ToString("N"), image = Convert.ToBase64String(image) });

    // As much of a PNG as the check looks at; the number makes it another one.
    private static byte[] Png(byte number, int width = 300, int padding = 0) =>
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, (byte)(width >> 8), (byte)width, 0, 0, 0, 100, 8, 6, 0, 0, 0, 0, 0, 0, 0,
        0, (byte)((padding + 1) >> 16), (byte)((padding + 1) >> 8), (byte)(padding + 1), .. "IDAT"u8, .. new byte[padding], number, 0, 0, 0, 0, 0, 0, 0, 0, .. "IEND"u8, 0, 0, 0, 0,
    ];

    private static string Hash(byte[] image) => Convert.ToHexStringLower(SHA256.HashData(image));

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}

/// <summary>One city for all tests of the class.</summary>
public abstract class SigningCity(StoreKind kind) : IAsyncLifetime
{
    private readonly SemaphoreSlim _one = new(1);
    private MatterCity _city = null!;

    public RunningHost Host => _city.Host;

    public async ValueTask InitializeAsync() => _city = await MatterCity.Build(kind);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _one.Dispose();
        return _city.DisposeAsync();
    }

    public async Task<Visitor> As(string user)
    {
        await _one.WaitAsync();
        try
        {
            return await _city.As(user);
        }
        finally
        {
            _one.Release();
        }
    }

    public Task<string> Begin(string by = "d1.jb") => _city.Begin(by: by);

    public Task Decide(string user, string matter, string outcome, object? data = null) => _city.Decide(user, matter, outcome, data);

    public Task<JsonElement> Read(string matter) => _city.Read(matter);
}

public sealed class SigningCityOnSqlite() : SigningCity(StoreKind.Sqlite);

public sealed class SigningCityOnPostgres() : SigningCity(StoreKind.Postgres);

public sealed class SignaturesOnSqlite(SigningCityOnSqlite city) : SignaturesOverHttp(city), IClassFixture<SigningCityOnSqlite>;

public sealed class SignaturesOnPostgres(SigningCityOnPostgres city) : SignaturesOverHttp(city), IClassFixture<SigningCityOnPostgres>;
