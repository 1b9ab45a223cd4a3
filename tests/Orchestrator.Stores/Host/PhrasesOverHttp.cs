using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>常用语 of everybody, on every database.</summary>
public abstract class PhrasesOverHttp(Orchestrator.Runtime.StoreKind kind) : IAsyncLifetime
{
    private RunningHost _host = null!;
    private Visitor _clerk = null!;
    private Visitor _other = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start(kind);
        _clerk = await _host.SignedIn(await _host.CreatePerson("clerk", ["BM-JB"], "D1"));
        _other = await _host.SignedIn(await _host.CreatePerson("other", ["BM-JB"], "D1"));
    }

    public async ValueTask DisposeAsync()
    {
        _clerk.Dispose();
        _other.Dispose();
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Everybody_has_the_shipped_ones_and_keeps_his_own_in_his_order()
    {
        var first = (await _clerk.Get("phrases")).ShouldAnswer(200).Json;
        first.GetProperty("shipped").EnumerateArray().Select(text => text.GetString()).ShouldContain("同意。");
        first.GetProperty("revision").GetInt64().ShouldBe(0);

        (await Set(_clerk, 0, " 请财政局会签。 ", "请尽快。")).ShouldAnswer(200);
        (await Set(_clerk, 1, "请尽快。", "请财政局会签。")).ShouldAnswer(200);

        (await Own(_clerk)).ShouldBe(["请尽快。", "请财政局会签。"]);
        (await Own(_other)).ShouldBeEmpty();
        (await Set(_clerk, 2)).ShouldAnswer(200);
        (await Own(_clerk)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_windows_that_save_at_once_one_is_told()
    {
        var answers = await Task.WhenAll(Set(_clerk, 0, "甲"), Set(_clerk, 0, "乙"));

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
        var refused = answers.Single(answer => answer.Status == 409).ShouldAnswer(409, "phrases.stale");
        refused.Text.ShouldContain("常用语已在别处修改，请刷新后再试。");
        refused.Json.GetProperty("currentRevision").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_empty_too_long_double_or_too_much_is_said_at_its_place()
    {
        (await Set(_clerk, 0, "好", " ")).ShouldAnswer(422, "phrases.invalid").Json.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("phrases[1]");
        (await Set(_clerk, 0, new string('长', 201))).ShouldAnswer(422).Text.ShouldContain("第1条应为1至200个字，现有201个字。");
        (await Set(_clerk, 0, "好", "好")).ShouldAnswer(422).Text.ShouldContain("第2条与第1条重复。");
        (await Set(_clerk, 0, [.. Enumerable.Range(0, 51).Select(n => $"{n}")])).ShouldAnswer(422).Text.ShouldContain("常用语最多50条，现有51条。");
        (await Set(_clerk, 0, [.. Enumerable.Range(0, 50).Select(n => $"{n}{new string('长', 198)}")])).ShouldAnswer(200);
    }

    private static Task<Answer> Set(Visitor visitor, long revision, params string[] phrases) =>
        visitor.Put("phrases", new { commandId = Guid.NewGuid().ToString("N"), revision, phrases });

    private static async Task<string?[]> Own(Visitor visitor) =>
        [.. (await visitor.Get("phrases")).ShouldAnswer(200).Json.GetProperty("own").EnumerateArray().Select(text => text.GetString())];
}

public sealed class PhrasesOverHttpOnSqlite() : PhrasesOverHttp(Orchestrator.Runtime.StoreKind.Sqlite);

public sealed class PhrasesOverHttpOnPostgres() : PhrasesOverHttp(Orchestrator.Runtime.StoreKind.Postgres);
