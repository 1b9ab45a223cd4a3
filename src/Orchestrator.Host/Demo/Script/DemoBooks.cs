using System.Globalization;
using System.Security.Cryptography;
using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Finance.Opening;
using Orchestrator.Finance.Payroll;
using Orchestrator.HumanResources.Opening;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Demo.Script;

/// <summary>One person of the fictional roster. Numbers begin with 99, which no region has.</summary>
internal sealed record DemoEmployee(PersonKey Key, string Name, string Number, DateOnly BirthDate, string UnitId, bool Administrative, long Monthly)
{
    /// <summary>聘任制公务员.</summary>
    public bool OnContract => Number[16] == '4';
}

/// <summary>What 机构编制, 财政 and 人社 know of the districts before the first transfer.</summary>
internal sealed class DemoBooks(CommandRunner commands)
{
    private const int Administrative = 22;
    private const int Enforcement = 14;
    private static readonly DateOnly Opened = new(2020, 1, 1);
    /// <summary>Whoever fills a book in the demonstration makes the same keys.</summary>
    public static PersonKeySecret Secret { get; } = new(SHA256.HashData("the demonstration's people are fictional"u8));

    /// <summary>The budget of this district is nearly spent: 财政 refuses what would take money from it.</summary>
    public const string Poor = "D8";

    public static IReadOnlyList<DemoEmployee> People { get; } = [.. DemoCity.Districts.SelectMany(unit => Enumerable.Range(0, Administrative + Enforcement).Select(n => Employee(unit, n)))];

    public async Task Open(CancellationToken ct)
    {
        await Run("organization", async work =>
        {
            var book = work.Service<LedgerBook>();
            foreach (var command in DemoCity.Districts.SelectMany(Accounts).Concat(People.Select(Place)))
            {
                if (await book.Post(work, command, QuotaParameters.Default) is not LedgerOutcome.Posted)
                {
                    throw new InvalidOperationException($"演示台账不能记入 {command.CommandId}。");
                }
            }

            return Done.Value;
        }, ct);
        await Run("finance", work => FinanceOpening.Register(
            [.. DemoCity.Districts.Select(Budget)],
            [.. People.Select(person => new OpeningPerson($"{person.Key}", person.UnitId, FundingForm.Full, person.Monthly, Month.Of(Opened)))], work), ct);
        await Run("human-resources", work => RegisterOpening.Register([.. People.Select(Register)], new([.. People.Where(person => person.OnContract).Select(Contract)], [.. People.SelectMany(Insured)]), work), ct);
    }

    private async Task Run(string name, Func<UnitOfWork, Task<Outcome<Done>>> body, CancellationToken ct) =>
        (await commands.Run(new CommandHead($"demo:books:{name}", "Demo.Books", Actor.System), body, ct)).Required();

    private static IEnumerable<LedgerCommand> Accounts(string unit)
    {
        yield return new LedgerCommand.RegisterOrgan($"demo:organ:{unit}", Opened, new(unit, DemoCity.Unit(unit).Name, OrganType.GovernmentDepartment, AdministrativeLevel.County));
        foreach (var (id, type, count) in new[] { ($"{unit}-xz", QuotaType.Administrative, Administrative + 4), ($"{unit}-zf", QuotaType.Enforcement, Enforcement + 3) })
        {
            yield return new LedgerCommand.OpenAccount($"demo:account:{id}", Opened, new(id, unit, type, FundingForm.Full, AdministrativeLevel.County));
            yield return new LedgerCommand.PostQuotaEntry($"demo:entry:{id}", Opened, new($"E-{id}", "楚编发〔2020〕1号", Opened, QuotaReason.Opening, null, id, count));
        }
    }

    private static LedgerCommand.PlacePerson Place(DemoEmployee person) => new(
        $"demo:place:{person.Key}", Opened, new($"P-{person.Key}", $"{person.Key}", $"{person.UnitId}-{(person.Administrative ? "xz" : "zf")}", PlacementKind.Register, Opened, "期初"));

    private static OpeningLine Budget(string unit)
    {
        var year = 12 * People.Where(person => person.UnitId == unit).Sum(person => person.Monthly);
        return new(unit, 2020, year, unit == Poor ? year - 1_000_000 : year * 8 / 12);
    }

    private static PersonRow Register(DemoEmployee person) => new()
    {
        PersonKey = $"{person.Key}", Name = person.Name, CitizenNumber = person.Number, Gender = (person.Number[16] - '0') % 2 == 1 ? Gender.Male : Gender.Female, UnitId = person.UnitId,
        UnitName = DemoCity.Unit(person.UnitId).Name, Quota = person.Administrative ? QuotaType.Administrative : QuotaType.Enforcement, Funding = FundingForm.Full,
        Identity = person.OnContract ? PersonnelIdentity.ContractCivilServant : PersonnelIdentity.CivilServant, BirthDate = person.BirthDate, StartedWorkOn = new(person.BirthDate.Year + 23, 7, 1),
    };

    private static OpeningContract Contract(DemoEmployee person) =>
        new($"{person.Key}", ContractKind.CivilService, $"楚聘〔2018〕{person.UnitId}-{person.Number[14..17]}", new(2018, 7, 1), new(2023, 6, 30));

    private static IEnumerable<OpeningInsurance> Insured(DemoEmployee person) =>
        new[] { InsuranceKind.PublicPension, InsuranceKind.OccupationalAnnuity, InsuranceKind.Medical, InsuranceKind.WorkInjury, InsuranceKind.HousingFund }
            .Select(kind => new OpeningInsurance($"{person.Key}", kind, new(Math.Max(2014, person.BirthDate.Year + 23), 10, 1), null));

    private static DemoEmployee Employee(string unit, int n)
    {
        const string surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
        const string classic = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔";
        var at = Seeded.Below(classic.Length - 1, "demo-name", unit, n);
        var name = $"{surnames[Seeded.Below(surnames.Length, "demo-surname", unit, n)]}{classic.AsSpan(at, 2)}";
        var birth = new DateOnly(1966, 1, 1).AddDays(Seeded.Below(11_000, "demo-birth", unit, n));
        var first17 = $"99010{unit[1]}{birth:yyyyMMdd}{n:000}";
        var number = first17 + IdentityNumber.CheckCharacter(first17);
        IdentityNumber.TryParse(number, out var parsed);
        return new(PersonKey.Of(parsed!, Secret), name, number, birth, unit, n < Administrative, 100 * long.Parse($"{70 + Seeded.Below(60, "demo-pay", unit, n)}00", CultureInfo.InvariantCulture));
    }
}
