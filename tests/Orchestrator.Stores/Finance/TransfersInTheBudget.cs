using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts;
using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Finance;
using Orchestrator.Finance.Opening;
using Orchestrator.Finance.Payroll;
using Orchestrator.Runtime;
using Orchestrator.Stores.Transfers;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Finance;

/// <summary>财政 takes part in transfers: its books in a database, commands as they come from the queue.</summary>
public abstract class TransfersInTheBudget(StoreKind kind) : AuthorityBench(kind, "finance-transfer")
{
    private const int People = 24;
    private static readonly DateOnly Day = new(2020, 10, 28);

    protected override void Add(IServiceCollection services) => services.AddFinance();

    protected override async Task Open() => (await Open(
        [new("D1", 2020, 10_000_000), new("D2", 2020, 5_000_000), new("D3", 2020, 5_000_000, 4_000_000)],
        [.. Enumerable.Range(0, People).Select(n => new OpeningPerson($"{Person(n)}", n % 3 == 2 ? "D3" : "D1", FundingForm.Full, 500_000, Month.Of(new(2020, 1, 1))))])).Refusal.ShouldBeNull();

    [Fact]
    public async Task Money_and_pay_go_with_the_people_once_however_often_it_is_asked()
    {
        for (var n = 0; n < 3; n++)
        {
            await Deliver(Reserve("t1", "D1", "D2", 0, 1));
        }

        (await Line("D1")).ShouldBe((0, 2_000_000, 8_000_000));
        for (var n = 0; n < 3; n++)
        {
            await Deliver(new ConfirmFunds(About("t1"), Day, "楚编发〔2020〕8号"));
        }

        (await Answers()).ShouldAllBe(answer => answer.Done && answer.Authority == TransferAuthority.Finance);
        (await Line("D1")).ShouldBe((-2_000_000, 0, 8_000_000));
        (await Line("D2")).ShouldBe((2_000_000, 0, 7_000_000));
        var paid = await Read(db => Task.FromResult(db.Payroll.Where(row => row.PersonKey == $"{Person(0)}").OrderBy(row => row.FirstMonth).ToList()));
        paid.Select(row => (row.UnitId, $"{row.FirstMonth}", $"{row.LastMonth}")).ShouldBe([("D1", "2020年1月", "2020年10月"), ("D2", "2020年11月", "")]);
        await Deliver(new ReleaseFunds(About("t1"), "撤回"));
        (await Answers())[^1].Done.ShouldBeFalse();
        await Sound();
    }

    [Fact]
    public async Task What_is_given_back_can_be_held_by_another_transfer()
    {
        await Deliver(Reserve("t1", "D1", "D2", 0));
        await Deliver(Reserve("t2", "D1", "D2", 0));
        (await Answers())[^1].Reasons.Single().Rule.ShouldBe("F-02");
        await Deliver(new ReleaseFunds(About("t1"), "方案调整"));
        await Deliver(Reserve("t2", "D1", "D2", 0));
        (await Answers())[^1].Done.ShouldBeTrue();
        await Deliver(Reserve("t1", "D1", "D2", 1));
        (await Answers())[^1].Reasons.Single().Rule.ShouldBe("saga.released");
        (await Line("D1")).Reserved.ShouldBe(1_000_000);
        await Sound();
    }

    [Fact]
    public async Task Many_at_once_never_hold_more_than_a_line_has()
    {
        // D3 has 1,000,000 left: one of its eight people, whoever comes first.
        var second = AddHost();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Deliver(Reserve($"t{n}", "D3", "D2", (3 * n) + 2), n % 2 == 0 ? null : second)));
        await Settle();

        (await Line("D3")).ShouldBe((0, 1_000_000, 0));
        (await Answers()).Count(answer => answer.Done).ShouldBe(1);
        (await Answers()).Where(answer => !answer.Done).ShouldAllBe(answer => answer.Reasons.Single().Rule == "F-03");
        await Sound();
    }

    [Fact]
    public async Task Random_commands_in_any_order_keep_the_books_sound()
    {
        var random = new Random(7);
        for (var step = 0; step < 300; step++)
        {
            var id = $"t{random.Next(40)}";
            var (from, to) = random.Next(8) == 0 ? ("D3", "D1") : random.Next(16) == 0 ? ("D1", "D1") : ("D1", "D2");
            var people = Enumerable.Range(0, People).Where(n => n % 3 == 2 == (from == "D3")).OrderBy(_ => random.Next()).Take(random.Next(1, 3)).ToArray();
            await (random.Next(4) switch
            {
                0 or 1 => Deliver(Reserve(id, from, to, people)),
                2 => Deliver(new ConfirmFunds(About(id), Day, "楚编发〔2020〕8号")),
                _ => Deliver(new ReleaseFunds(About(id), "撤回")),
            });
        }

        await Sound();
        (await Read(db => Task.FromResult(db.Entries.Count()))).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task An_opening_that_does_not_fit_is_refused_line_by_line()
    {
        var refused = await Open([new("D4", 2020, 100, 200)], [new($"{Person(0)}", "D4", FundingForm.Full, 1, Month.Of(Day)), new($"{Person(99)}", "D4", FundingForm.Own, 0, Month.Of(Day))]);
        refused.Refusal!.Problems.Select(problem => problem.Path).ShouldBe(["lines[0]", "people[1]", "people[0]"]);
        (await Read(db => Task.FromResult(db.Lines.Count()))).ShouldBe(3);
    }

    private static PersonKey Person(int n) => PersonKey.TryParse($"{n:x64}", out var key) ? key : throw new ArgumentOutOfRangeException(nameof(n));

    private static ReserveFunds Reserve(string transfer, string from, string to, params int[] people) => new(About(transfer), Day, [.. people.Select(n => new FundedPerson(Person(n), from, to, FundingForm.Full))], [new("D1", "澄湖区"), new("D2", "望楚区"), new("D3", "麓川区")]);

    private Task<Outcome<Done>> Open(IReadOnlyList<OpeningLine> lines, IReadOnlyList<OpeningPerson> people) => Run(work => FinanceOpening.Register(lines, people, work));

    private async Task<T> Read<T>(Func<FinanceDb, Task<T>> read)
    {
        await using var scope = Host.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<FinanceDb>());
    }

    private Task<(long Moved, long Reserved, long Free)> Line(string unit) => Read(async db =>
    {
        var line = (await db.Lines.FindAsync(unit, 2020))!;
        return (line.Moved, line.Reserved, line.Free);
    });

    private async Task Sound() => (await Read(db => FinanceInvariants.Check(db, default))).ShouldBeEmpty();
}

public sealed class TransfersInTheBudgetOnSqlite() : TransfersInTheBudget(StoreKind.Sqlite);

public sealed class TransfersInTheBudgetOnPostgres() : TransfersInTheBudget(StoreKind.Postgres);
