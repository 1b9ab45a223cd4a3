using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Finance;
using Orchestrator.Finance.Opening;
using Orchestrator.Finance.Payroll;
using Orchestrator.HumanResources;
using Orchestrator.HumanResources.Opening;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Office;
using Orchestrator.Office.Transfers;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Runtime;
using Shouldly;

namespace Orchestrator.Stores.Transfers;

/// <summary>
/// Three units with forty people each, known to 机构编制, 财政 and 人社, and many transfers between them at once. The services
/// may share a host and a database or have one each.
/// </summary>
/// <param name="counter">Where people do their part.</param>
/// <param name="perUnit">How many people each unit begins with.</param>
internal sealed class TransferCity(
    ITransferCounter counter, IServiceProvider office, IServiceProvider organization, IServiceProvider finance, IServiceProvider humanResources, int perUnit = 40)
{
    private const long Monthly = 500_000;
    private static readonly DateOnly Day = new(2020, 10, 28);
    private static readonly (string Id, string Name)[] Units = [("D1", "澄湖区"), ("D2", "望楚区"), ("D3", "麓川区")];

    public async Task Open()
    {
        List<LedgerCommand> opening = [];
        foreach (var (id, name) in Units)
        {
            opening.Add(new LedgerCommand.RegisterOrgan($"o{id}", Day, new(id, name, OrganType.GovernmentDepartment, AdministrativeLevel.County)));
            opening.Add(new LedgerCommand.OpenAccount($"a{id}", Day, new($"{id}-1", id, QuotaType.Administrative, FundingForm.Full, AdministrativeLevel.County)));
            opening.Add(new LedgerCommand.PostQuotaEntry($"e{id}", Day, new($"E{id}", "期初", Day, QuotaReason.Opening, null, $"{id}-1", perUnit + (perUnit / 8))));
        }

        var people = Enumerable.Range(0, perUnit * Units.Length).Select(n => (Key: Person(n), Unit: Units[n / perUnit])).ToList();
        opening.AddRange(people.Select(person => new LedgerCommand.PlacePerson($"p{person.Key}", Day, new($"P{person.Key}", person.Key, $"{person.Unit.Id}-1", PlacementKind.Register, Day, "期初"))));
        await Post(opening);

        // Money for about half of each unit's people to go.
        (await Run(finance, work => FinanceOpening.Register(
            [.. Units.Select(unit => new OpeningLine(unit.Id, 2020, perUnit * Monthly * 3 / 2, perUnit * Monthly / 2))],
            [.. people.Select(person => new OpeningPerson(person.Key, person.Unit.Id, FundingForm.Full, Monthly, Month.Of(new(2020, 1, 1))))], work))).Refusal.ShouldBeNull();
        (await Run(humanResources, work => RegisterOpening.Register([.. people.Select(person => Row(person.Key, person.Unit))], Relations(people.Select(person => person.Key)), work))).Refusal.ShouldBeNull();
    }

    /// <summary>Transfers of one to three people and up to two vacant quotas. People are drawn at random, so that transfers meet.</summary>
    public async Task Begin(int count, Random random, int atOnce = 1)
    {
        var plans = Enumerable.Range(0, count).Select(n => Plan(n, random)).ToList();
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (plan, _) => await counter.Begin(plan));
    }

    /// <summary>Confirms what is held; lets go, or asks again, what was refused.</summary>
    /// <param name="share">Of those that can be decided, how many are decided now; 0 to 1.</param>
    /// <returns>How many have not ended.</returns>
    public async Task<int> Decide(Random random, double share = 1, int atOnce = 1)
    {
        var open = await counter.Open();
        var now = open.Where(_ => random.NextDouble() < share).Select(transfer => (transfer, Dice: random.Next(24))).ToList();
        await Parallel.ForEachAsync(now, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (one, _) => await Decide(one.transfer, one.Dice));
        return open.Count;
    }

    private async Task Decide(OpenTransfer transfer, int dice)
    {
        switch (transfer.Status)
        {
            case TransferStatus.Held when dice % 8 > 0:
                await counter.Confirm(transfer.Id, "楚编发〔2020〕8号");
                break;
            case TransferStatus.Refused when dice % 3 > 0:
                foreach (var authority in transfer.RefusedBy)
                {
                    await counter.Retry(transfer.Id, authority);
                }

                break;
            case TransferStatus.Held or TransferStatus.Refused:
                await counter.Release(transfer.Id, "方案调整");
                break;
            default:
                break;
        }
    }

    /// <summary>Every book is right by itself, and the three agree where each person is.</summary>
    public async Task<(int Done, int Released)> Sound()
    {
        var ledger = await Ledger();
        LedgerInvariants.Check(ledger).ShouldBeEmpty();
        ledger.Balances.Values.ShouldAllBe(balance => balance.Outgoing == 0 && balance.Reserved == 0);
        (await Read(finance, (FinanceDb db) => FinanceInvariants.Check(db, default))).ShouldBeEmpty();
        (await Read(finance, (FinanceDb db) => db.Lines.AsNoTracking().ToListAsync())).ShouldAllBe(line => line.Reserved == 0);

        var placed = ledger.PlacedPersons.ToDictionary(pair => pair.Key, pair => ledger.Accounts[ledger.Placements[pair.Value].AccountId].OrganId);
        var paid = await Read(finance, (FinanceDb db) => db.Payroll.AsNoTracking().Where(row => row.LastMonth == null).ToDictionaryAsync(row => row.PersonKey, row => row.UnitId));
        var registered = await Read(humanResources, (HumanResourcesDb db) => db.People.AsNoTracking().ToDictionaryAsync(row => row.PersonKey, row => row.UnitId));
        placed.Count.ShouldBe(perUnit * Units.Length);
        paid.OrderBy(pair => pair.Key).ShouldBe(placed.OrderBy(pair => pair.Key));
        registered.OrderBy(pair => pair.Key).ShouldBe(placed.OrderBy(pair => pair.Key));
        var employers = await Read(humanResources, (HumanResourcesDb db) => db.Contracts.AsNoTracking().ToDictionaryAsync(row => row.PersonKey, row => row.UnitId));
        var payers = await Read(humanResources, (HumanResourcesDb db) => db.Insurances.AsNoTracking().ToDictionaryAsync(row => row.PersonKey, row => row.PayerId));
        employers.OrderBy(pair => pair.Key).ShouldBe(placed.OrderBy(pair => pair.Key), "contracts have gone along");
        payers.OrderBy(pair => pair.Key).ShouldBe(placed.OrderBy(pair => pair.Key), "the unit pays the insurance of its people");

        var transfers = await Read(office, (OfficeDb db) => db.Transfers.AsNoTracking().ToListAsync());
        var done = transfers.Where(row => row.Status == TransferStatus.Done).ToList();
        (await Read(humanResources, (HumanResourcesDb db) => db.Movements.AsNoTracking().ToListAsync())).CountBy(row => row.TransferId).OrderBy(pair => pair.Key)
            .ShouldBe(done.Select(row => KeyValuePair.Create(row.Id, row.People)).OrderBy(pair => pair.Key), "each person of a transfer that is done has moved once");
        (await Read(humanResources, (HumanResourcesDb db) => db.RelationChanges.AsNoTracking().CountAsync())).ShouldBe(2 * done.Sum(row => row.People), "one contract and one insurance each, once");
        ledger.Entries.Values.Count(entry => entry.Reason == QuotaReason.Adjustment).ShouldBe(done.Count);
        return (done.Count, transfers.Count(row => row.Status == TransferStatus.Released));
    }

    private TransferPlan Plan(int n, Random random)
    {
        var from = random.Next(Units.Length);
        var to = (from + 1 + random.Next(Units.Length - 1)) % Units.Length;
        string[] who = [.. random.GetItems([.. Enumerable.Range(from * perUnit, perUnit)], random.Next(1, 4)).Distinct().Select(Person)];
        return new($"转隶{n}", Day, [new(Units[from].Id, Units[to].Id, QuotaType.Administrative, FundingForm.Full, who.Length + random.Next(3), who, DocNo: "楚编发〔2020〕7号")]);
    }

    private static OpeningRelations Relations(IEnumerable<string> people)
    {
        string[] keys = [.. people];
        return new(
            [.. keys.Select((key, n) => new OpeningContract(key, ContractKind.CivilService, $"HT-{n:00000}", new(2018, 7, 1), null))],
            [.. keys.Select(key => new OpeningInsurance(key, InsuranceKind.PublicPension, new(2018, 7, 1), null))]);
    }

    private static string Person(int n) => $"{n + 1:x64}";

    private static PersonRow Row(string key, (string Id, string Name) unit) => new()
    {
        PersonKey = key, Name = "韩阳巨", CitizenNumber = "990101198506090013", Gender = Gender.Male, UnitId = unit.Id, UnitName = unit.Name, Quota = QuotaType.Administrative,
        Funding = FundingForm.Full, Identity = PersonnelIdentity.ContractCivilServant, BirthDate = new(1985, 6, 9), StartedWorkOn = new(2008, 7, 1),
    };

    private async Task Post(IReadOnlyList<LedgerCommand> commands) => (await Run<Done>(organization, async work =>
    {
        var book = work.Service<LedgerBook>();
        foreach (var command in commands)
        {
            (await book.Post(work, command, QuotaParameters.Default)).ShouldBeOfType<LedgerOutcome.Posted>();
        }

        return Done.Value;
    })).Refusal.ShouldBeNull();

    private static Task<Outcome<T>> Run<T>(IServiceProvider host, Func<UnitOfWork, Task<Outcome<T>>> body) =>
        host.GetRequiredService<CommandRunner>().Run(new CommandHead(Guid.NewGuid().ToString(), "Test", Actor.System), body);

    private static async Task<T> Read<TDb, T>(IServiceProvider host, Func<TDb, Task<T>> read)
        where TDb : DbContext
    {
        await using var scope = host.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    private async Task<QuotaLedger> Ledger()
    {
        await using var scope = organization.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<LedgerBook>().Read(default)).Ledger;
    }
}
