using Orchestrator.Contracts;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

/// <summary>Messages that a handler could not handle, in the hands of one operator and of two.</summary>
public abstract class DeadLetters(StoreKind kind) : IAsyncLifetime
{
    private const string Number = "990102199003071238";
    private static readonly Actor One = Office.Person("op1", "IT", "SA");
    private static readonly Actor Two = Office.Person("op2", "IT", "SA");

    private Office _office = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open(kind);
        _office.Script.Overdue = (_, work) =>
        {
            Office.Write(work, "half");
            throw new InvalidOperationException($"没有人员 {Number}");
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_message_is_listed_from_its_first_failure_until_it_is_handled()
    {
        await Send("t1");
        await _office.Background.Settle();

        var letter = (await Letters()).Single();
        letter.ShouldSatisfyAllConditions(
            l => l.State.ShouldBe(DeadLetterState.Failing), l => l.Handler.ShouldBe("test-overdue.orchestrator.task-overdue.v1"), l => l.MessageType.ShouldBe("orchestrator.task-overdue.v1"),
            l => l.Attempts.ShouldBe(1), l => l.NextAt.ShouldBe(_office.Clock.GetUtcNow().AddSeconds(1)), l => l.FailedAt.ShouldBe(_office.Clock.GetUtcNow()), l => l.Unread.ShouldBeFalse());
        letter.Error.ShouldBe("没有人员 【已遮盖】");
        (await Figure("messages.failing")).ShouldBe(1);

        Heal();
        _office.Clock.Advance(TimeSpan.FromSeconds(2));
        await _office.Background.Settle();
        (await Letters()).ShouldBeEmpty();
        (await _office.Entries("t1")).ShouldBe(1);
        (await Figure("messages.failing")).ShouldBe(0);
    }

    [Fact]
    public async Task The_list_finds_by_state_handler_message_and_error_and_by_nothing_that_people_wrote()
    {
        var id = await GivenUp("t1");
        await Send("t2");
        await _office.Background.Settle();

        (await Letters(DeadLetterState.GivenUp)).Single().Id.ShouldBe(id);
        (await Letters(DeadLetterState.Failing)).Single().Id.ShouldNotBe(id);
        (await Letters(DeadLetterState.Discarded)).ShouldBeEmpty();
        (await Letters()).Select(l => l.FailedAt).ShouldBeInOrder(SortDirection.Descending);
        var message = (await Letters(DeadLetterState.GivenUp)).Single().MessageId;
        (await Letters(text: message[..9])).Single().Id.ShouldBe(id);
        (await Letters(text: "TASK-OVERDUE")).Count.ShouldBe(2);
        (await Letters(text: "没有人员")).Count.ShouldBe(2);
        (await Letters(text: "t1\"")).ShouldBeEmpty();
        (await Letters(text: "Draft")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_personal_is_covered_and_kept_when_the_rest_is_mended()
    {
        var id = await GivenUp("t1");
        var content = (await Find(id))!;
        content.Body.ShouldNotContain(Number);
        (content.Covered, content.Original).ShouldBe((1, null));

        (await Mend(id, 0, content.Body.Replace("\"t1\"", "\"t2\"", StringComparison.Ordinal))).Required().Revision.ShouldBe(1);

        var mended = (await Find(id))!;
        mended.Letter.ShouldSatisfyAllConditions(l => l.State.ShouldBe(DeadLetterState.GivenUp), l => l.Revision.ShouldBe(1), l => l.MendedBy.ShouldBe(One.Name));
        mended.Body.ShouldContain("\"t2\"");
        mended.Original.ShouldBe(content.Body);
        var seen = new List<TaskOverdue>();
        Heal(seen);
        (await Replay(id)).Required();
        await _office.Background.Settle();
        seen.Single().ShouldSatisfyAllConditions(m => m.TaskId.ShouldBe("t2"), m => m.Step.ShouldBe(Number));
        (await _office.Get<OperationQueries>().Outbox("Sent")).Items.Single().Body.ShouldContain("\"t1\"", Case.Sensitive, "the message of the sender is as it was");

        var settled = (await Find(id))!;
        (settled.Letter.State, settled.Original).ShouldBe((DeadLetterState.TakenIn, content.Body));
        (await _office.Get<OperationQueries>().Incidents("Open")).Total.ShouldBe(0);
        (await Replay(id)).Refusal!.Code.ShouldBe("dead-letter.settled");
    }

    [Fact]
    public async Task A_wrong_mending_names_its_place_and_stores_nothing()
    {
        var id = await GivenUp("t1");
        var before = (await Find(id))!;

        var wrong = (await Mend(id, 0, before.Body.Replace("\"level\": \"overdue\"", "\"level\": 7", StringComparison.Ordinal))).Refusal!;
        (wrong.Code, wrong.Kind, wrong.Problems.Single()).ShouldBe(("dead-letter.body", RefusalKind.Invalid, new FieldProblem("level", "应为带引号的文字")));
        (await Mend(id, 0, before.Body[..^1])).Refusal!.Problems.Single().Message.ShouldContain("行第");
        (await Mend(id, 0, before.Body.Replace("【遮盖1】", "【遮盖2】", StringComparison.Ordinal))).Refusal!.Problems.Single().Message.ShouldContain("【遮盖2】");
        (await Mend(id, 0, before.Body)).Refusal!.Code.ShouldBe("dead-letter.unchanged");
        (await Mend(id + 1000, 0, before.Body)).Refusal!.Code.ShouldBe("dead-letter.unknown");

        (await Find(id)).ShouldBe(before);
    }

    [Fact]
    public async Task Whoever_mends_what_another_has_mended_meanwhile_is_told()
    {
        var id = await GivenUp("t1");
        var body = (await Find(id))!.Body;
        (await Mend(id, 0, body.Replace("\"t1\"", "\"t2\"", StringComparison.Ordinal))).Required();

        var late = (await Mend(id, 0, body.Replace("\"t1\"", "\"t3\"", StringComparison.Ordinal), Two)).Refusal!;

        (late.Code, late.Kind, late.CurrentRevision).ShouldBe(("dead-letter.stale", RefusalKind.Conflict, 1));
        late.Message.ShouldContain(One.Name);
        (await Mend(id, 1, body.Replace("\"t1\"", "\"t3\"", StringComparison.Ordinal), Two)).Required().Revision.ShouldBe(2);
        var found = (await Find(id))!;
        (found.Original, found.Letter.MendedBy).ShouldBe((body, Two.Name));
    }

    [Fact]
    public async Task What_is_discarded_never_comes_back()
    {
        var id = await GivenUp("t1");
        (await Discard(id, " ")).Refusal!.Code.ShouldBe("dead-letter.reason");
        (await Discard(id, "重复发送")).Required();

        Heal();
        _office.Clock.Advance(TimeSpan.FromHours(1));
        await _office.Background.Redeliver();
        await _office.Background.Settle();

        (await _office.Entries()).ShouldBe(0);
        var letter = (await Letters()).Single();
        (letter.State, letter.Reason, letter.DiscardedBy).ShouldBe((DeadLetterState.Discarded, "重复发送", One.Name));
        (await _office.Get<OperationQueries>().Incidents("Open")).Total.ShouldBe(0);
        var again = (await Discard(id, "重复发送", Two)).Refusal!;
        (again.Code, again.Message).ShouldBe(("dead-letter.settled", $"{One.Name}已经丢弃这条消息。"));
    }

    [Fact]
    public async Task Two_operators_at_once_have_one_effect()
    {
        for (var round = 0; round < 5; round++)
        {
            var task = $"t{round}";
            var id = await GivenUp(task);
            Heal();
            var discards = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
            {
                if (n % 2 == 0)
                {
                    await Replay(id, n % 4 == 0 ? One : Two);
                    await _office.Background.Settle();
                    return false;
                }

                return (await Discard(id, "不再需要", Two)).Refusal is null;
            })));
            await _office.Background.Settle();

            var done = await _office.Entries(task);
            (done + discards.Count(ok => ok)).ShouldBe(1, "handled or discarded, and once");
            (await _office.Get<OperationQueries>().Work()).Total.ShouldBe(0);
            Break();
        }
    }

    [Fact]
    public async Task A_double_click_is_one_command_in_the_audit()
    {
        var id = await GivenUp("t1");
        Heal();
        var clicks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Replay(id, One, "click")));
        await _office.Background.Settle();

        clicks.ShouldAllBe(click => click.Refusal == null);
        (await _office.Entries("t1")).ShouldBe(1);
        (await _office.Get<OperationQueries>().Audit(new(Action: "DeadLetters.Replay"))).Items.Single().Result.ShouldBe("Done");
    }

    [Fact]
    public async Task What_was_done_is_forgotten_with_the_messages_themselves()
    {
        var id = await GivenUp("t1");
        var waiting = await GivenUp("t2");
        (await Mend(waiting, 0, (await Find(waiting))!.Body.Replace("\"t2\"", "\"t3\"", StringComparison.Ordinal))).Required();
        (await Discard(id, "重复发送")).Required();
        _office.Clock.Advance(TimeSpan.FromDays(31));

        await _office.Background.Forget(TimeSpan.FromDays(30));

        (await Letters()).Single().Id.ShouldBe(waiting);
        (await Find(waiting))!.Original.ShouldNotBeNull();
    }

    private void Break() => _office.Script.Overdue = (_, _) => throw new InvalidOperationException("仍然不行");

    private void Heal(List<TaskOverdue>? seen = null) => _office.Script.Overdue = (message, work) =>
    {
        seen?.Add(message);
        Office.Write(work, message.TaskId);
        return Task.FromResult<Refusal?>(null);
    };

    private async Task Send(string task) => (await _office.Runner.Run<Done>(Office.Head(One, "Test.Send"), work =>
    {
        work.Send(new TaskOverdue(new("campaign", "case", 1, null, null, work.CommandId), task, Number, "D1", "BM-JB", "overdue", work.Now));
        return Task.FromResult<Outcome<Done>>(Done.Value);
    })).Required();

    private async Task<long> GivenUp(string task)
    {
        await Send(task);
        await _office.Background.Settle();
        var id = (await Letters(DeadLetterState.Failing)).Single().Id;
        while ((await Find(id))!.Letter.State == DeadLetterState.Failing)
        {
            _office.Clock.Advance(TimeSpan.FromMinutes(2));
            await _office.Background.Settle();
        }

        return id;
    }

    private async Task<double> Figure(string name) => (await _office.Get<OperationQueries>().Figures()).Single(f => f.Name == name).Value;

    private async Task<IReadOnlyList<DeadLetter>> Letters(DeadLetterState? state = null, string? text = null) => (await _office.Get<DeadLetterQueries>().List(state, text)).Items;

    private Task<DeadLetterContent?> Find(long id) => _office.Get<DeadLetterQueries>().Find(id);

    private Task<Outcome<DeadLetterMended>> Mend(long id, int revision, string body, Actor? by = null) =>
        _office.Runner.Run(Office.Head(by ?? One, "DeadLetters.Mend", body: new { id, body }), work => _office.Get<DeadLetterOperations>().Mend(id, revision, body, work));

    private Task<Outcome<Done>> Replay(long id, Actor? by = null, string? command = null) =>
        _office.Runner.Run(Office.Head(by ?? One, "DeadLetters.Replay", command, id), work => _office.Get<DeadLetterOperations>().Replay(id, work));

    private Task<Outcome<Done>> Discard(long id, string reason, Actor? by = null) =>
        _office.Runner.Run(Office.Head(by ?? One, "DeadLetters.Discard", body: new { id, reason }), work => _office.Get<DeadLetterOperations>().Discard(id, reason, work));
}

public sealed class DeadLettersOnSqlite() : DeadLetters(StoreKind.Sqlite);

public sealed class DeadLettersOnPostgres() : DeadLetters(StoreKind.Postgres);
