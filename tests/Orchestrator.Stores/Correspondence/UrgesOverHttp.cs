using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Correspondence;

/// <summary>催办 by those who wait for a task, on every database.</summary>
public abstract class UrgesOverHttp(StoreKind kind) : TalkingHost(kind)
{
    [Fact]
    public async Task Who_had_the_step_before_urges_the_next_once_in_twelve_hours()
    {
        var second = await Decide();

        (await Urge(Clerk, second)).ShouldAnswer(200);

        (await Notices(Next, "Urge")).ShouldBe(["一号事项：办理Second请尽快办理（催办）"]);
        (await Notices(Expert, "Urge")).ShouldBeEmpty();
        (await Urge(Clerk, second)).ShouldAnswer(409, "urge.recent").Text.ShouldContain("半天之内已经催办过，请稍后再催。");
        Clock.Advance(TimeSpan.FromHours(12));
        (await Urge(Clerk, second)).ShouldAnswer(200);
        (await Notices(Next, "Urge")).Length.ShouldBe(2);
        (await Clerk.Get($"tasks/{Task}/questions")).ShouldAnswer(200).Json.GetProperty("urgeable")[0].GetProperty("taskId").GetString().ShouldBe(second);
    }

    [Fact]
    public async Task Who_initiated_the_flow_urges_any_of_its_open_tasks_and_sends_copies()
    {
        await Start("flow-2", new Actor("expert", "expert", "CZ", "市财政局", new HashSet<string> { "CZ" }));
        var first = Items(await Clerk.Get("tasks")).Single(task => task.GetProperty("caseId").GetString() == "flow-2").GetProperty("id").GetString()!;

        (await Urge(Expert, first)).ShouldAnswer(200);

        (await Notices(Clerk, "Urge")).Length.ShouldBe(1);
        (await Expert.Post("cases/flow-2/copies", new { commandId = NewId(), personIds = new[] { "next" } })).ShouldAnswer(200);
    }

    [Fact]
    public async Task Two_who_urge_at_once_urge_once()
    {
        var second = await Decide();

        var answers = await System.Threading.Tasks.Task.WhenAll(Urge(Clerk, second), Urge(Clerk, second));

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
        (await Notices(Next, "Urge")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_does_not_wait_for_it_is_refused()
    {
        const string No = "只有流程的发起人、上一环节的办理人和改革工作机构可以催办。";
        (await Urge(Clerk, Task)).ShouldAnswer(403, "urge.not-yours");
        var second = await Decide();
        (await Urge(Expert, second)).ShouldAnswer(403, "urge.not-yours").Text.ShouldContain(No);
        (await Urge(Drafter, second)).ShouldAnswer(403, "urge.not-yours");
        (await Urge(Administrator, second)).ShouldAnswer(403, "urge.not-yours");
        (await Urge(Next, second)).ShouldAnswer(403, "urge.not-yours");
        (await Urge(Clerk, "none")).ShouldAnswer(404, "task.unknown");
    }

    [Fact]
    public async Task The_reform_office_urges_cases_only()
    {
        var office = await Signed("office", "ZB", "ZB");

        (await Urge(office, await Decide())).ShouldAnswer(403, "urge.not-yours");
    }

    private static Task<Answer> Urge(Visitor visitor, string taskId) => visitor.Post($"tasks/{taskId}/urge", new { commandId = NewId() });
}

public sealed class UrgesOverHttpOnSqlite() : UrgesOverHttp(StoreKind.Sqlite);

public sealed class UrgesOverHttpOnPostgres() : UrgesOverHttp(StoreKind.Postgres);
