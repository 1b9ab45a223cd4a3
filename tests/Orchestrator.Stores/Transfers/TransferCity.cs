using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Finance;
using Orchestrator.Finance.Payroll;
using Orchestrator.HumanResources;
using Orchestrator.HumanResources.Register;
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
internal sealed class TransferCity(IServiceProvider office, IServiceProvider organization, IServiceProvider finance, IServiceProvider humanResources)
{
    private const int PerUnit = 40;
    private const long Monthly = 500_000;
    private static readonly DateOnly Day = new(2020, 10, 28);
    private static readonly (string Id, string Name)[] Units = [("D1", "澄湖区"), ("D2", "望楚区"), ("D3", "麓川区")];
    private static readonly Actor Clerk = Office.OfficeBench.Person("BB", "BB-JB");
    private static readonly Actor Head = Office.OfficeBench.Person("BB", "BB-ZR");

    public async Task Open()
    {
        foreach (var (id, name) in Units)
        {
            await Post(new LedgerCommand.RegisterOrgan($"o{id}", Day, new(id, name, OrganType.GovernmentDepartment, AdministrativeLevel.County)));
            await Post(new LedgerCommand.OpenAccount($"a{id}", Day, new($"{id}-1", id, QuotaType.Administrative, FundingForm.Full, AdministrativeLevel.County)));
            await Post(new LedgerCommand.PostQuotaEntry($"e{id}", Day, new($"E{id}", "期初", Day, QuotaReason.Opening, null, $"{id}-1", PerUnit + 5)));
        }

        var people = Enumerable.Range(0, PerUnit * Units.Length).Select(n => (Key: Person(n), Unit: Units[n / PerUnit])).ToList();
        foreach (var (key, unit) in people)
        {
            await Post(new LedgerCommand.PlacePerson($"p{key}", Day, new($"P{key}", key, $"{unit.Id}-1", PlacementKind.Register, Day, "期初")));
        }

        // Money for about half of each unit's people to go.
        (await Run(finance, work => FinanceOpening.Register(
            [.. Units.Select(unit => new OpeningLine(unit.Id, 2020, 30_000_000, 10_000_000))],
            [.. people.Select(person => new OpeningPerson(person.Key, person.Unit.Id, FundingForm.Full, Monthly, Month.Of(new(2020, 1, 1))))], work))).Refusal.ShouldBeNull();
        (await Run(humanResources, work => RegisterOpening.Register([.. people.Select(person => Row(person.Key, person.Unit))], work))).Refusal.ShouldBeNull();
    }

    /// <summary>Transfers of one to three people and up to two vacant quotas. People are drawn at random, so that transfers meet.</summary>
    public async Task<IReadOnlyList<string>> Begin(int count, Random random)
    {
        var ids = new List<string>();
        for (var n = 0; n < count; n++)
        {
            var from = random.Next(Units.Length);
            var to = (from + 1 + random.Next(Units.Length - 1)) % Units.Length;
            string[] who = [.. Enumerable.Range(from * PerUnit, PerUnit).OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(Person)];
            var line = new TransferLine(Units[from].Id, Units[to].Id, QuotaType.Administrative, FundingForm.Full, who.Length + random.Next(3), who, DocNo: "楚编发〔2020〕7号");
            ids.Add((await Run(office, work => Desk.Begin(new($"转隶{n}", Day, [line]), work), Clerk)).Required().Id);
        }

        return ids;
    }

    /// <summary>Confirms what is held; lets go, or asks again, what was refused.</summary>
    /// <returns>How many have not ended.</returns>
    public async Task<int> Decide(Random random)
    {
        var open = await Read(office, (OfficeDb db) => db.Transfers.AsNoTracking().Where(row => row.Status != TransferStatus.Done && row.Status != TransferStatus.Released).ToListAsync());
        foreach (var transfer in open)
        {
            // Whatever has changed in between is refused and decided in the next round.
            _ = transfer.Status switch
            {
                TransferStatus.Held when random.Next(8) > 0 => await Run(office, work => Desk.Confirm(transfer.Id, "楚编发〔2020〕8号", work), Head),
                TransferStatus.Refused when random.Next(3) > 0 => await Retry(transfer.Id),
                TransferStatus.Held or TransferStatus.Refused => await Run(office, work => Desk.Release(transfer.Id, "方案调整", work), Clerk),
                _ => Done.Value,
            };
        }

        return open.Count;
    }

    private async Task<Outcome<Done>> Retry(string id)
    {
        foreach (var leg in await Read(office, (OfficeDb db) => db.TransferLegs.AsNoTracking().Where(leg => leg.TransferId == id && leg.State == LegState.Refused).ToListAsync()))
        {
            await Run(office, work => Desk.Retry(id, leg.Authority, work), Clerk);
        }

        return Done.Value;
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
        placed.Count.ShouldBe(PerUnit * Units.Length);
        paid.OrderBy(pair => pair.Key).ShouldBe(placed.OrderBy(pair => pair.Key));
        registered.OrderBy(pair => pair.Key).ShouldBe(placed.OrderBy(pair => pair.Key));

        var transfers = await Read(office, (OfficeDb db) => db.Transfers.AsNoTracking().ToListAsync());
        var done = transfers.Where(row => row.Status == TransferStatus.Done).ToList();
        (await Read(humanResources, (HumanResourcesDb db) => db.Movements.AsNoTracking().ToListAsync())).CountBy(row => row.TransferId).OrderBy(pair => pair.Key)
            .ShouldBe(done.Select(row => KeyValuePair.Create(row.Id, row.People)).OrderBy(pair => pair.Key), "each person of a transfer that is done has moved once");
        ledger.Entries.Values.Count(entry => entry.Reason == QuotaReason.Adjustment).ShouldBe(done.Count);
        return (done.Count, transfers.Count(row => row.Status == TransferStatus.Released));
    }

    private TransferDesk Desk => office.GetRequiredService<TransferDesk>();

    private static string Person(int n) => $"{n + 1:x64}";

    private static PersonRow Row(string key, (string Id, string Name) unit) => new()
    {
        PersonKey = key, Name = "韩阳巨", CitizenNumber = "990101198506090013", Gender = Gender.Male, UnitId = unit.Id, UnitName = unit.Name, Quota = QuotaType.Administrative,
        Funding = FundingForm.Full, Identity = PersonnelIdentity.CivilServant, BirthDate = new(1985, 6, 9), StartedWorkOn = new(2008, 7, 1),
    };

    private async Task Post(LedgerCommand command) => (await Run<Done>(organization, async work =>
    {
        (await work.Service<LedgerBook>().Post(work, command, QuotaParameters.Default)).ShouldBeOfType<LedgerOutcome.Posted>();
        return Done.Value;
    })).Refusal.ShouldBeNull();

    private static Task<Outcome<T>> Run<T>(IServiceProvider host, Func<UnitOfWork, Task<Outcome<T>>> body, Actor? actor = null) =>
        host.GetRequiredService<CommandRunner>().Run(new CommandHead(Guid.NewGuid().ToString(), "Test", actor ?? Actor.System), body);

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
