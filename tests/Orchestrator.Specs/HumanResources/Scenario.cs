using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Comparison;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Rules;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;
using Orchestrator.Specs.Submission.Rosters;

namespace Orchestrator.Specs.HumanResources;

/// <summary>A person who may move, and everything that is known of them; specs change one thing with <c>with</c>.</summary>
internal sealed record Scenario
{
    public static readonly KnownUnit Finance = new("f", "澄湖区财政所");

    public static readonly KnownUnit Street = new("s", "一街街道办事处");

    public static readonly KnownUnit Organ = new("o", "澄湖区综合行政执法局");

    public static readonly Standing Manager =
        new(QuotaType.FullyFunded, FundingForm.Full, PersonnelIdentity.InstitutionManager, new Position(Grade: new PostGrade(PostTrack.Management, 9)));

    public static readonly Standing Hired = new(QuotaType.None, FundingForm.Unassigned, PersonnelIdentity.Hired, new Position());

    public static readonly Standing CivilServant =
        new(QuotaType.Administrative, FundingForm.Full, PersonnelIdentity.CivilServant, new Position(LeadershipTier.TownshipDeputy, Rank.PrincipalClerk3));

    public required RowFacts Row { get; init; }

    /// <summary>What the register holds of the person; null: nothing.</summary>
    public required RegisteredPerson? Registered { get; init; }

    public PersonnelParameters Parameters { get; init; } = new(new DateOnly(2020, 10, 29), RosterKind.InQuota);

    public IReadOnlyList<ReceivingAccount> Accounts { get; init; } =
    [
        new("s", QuotaType.Administrative, FundingForm.Full, 4),
        new("s", QuotaType.FullyFunded, FundingForm.Full, 41),
        new("o", QuotaType.Administrative, FundingForm.Full, 30),
        new("o", QuotaType.FullyFunded, FundingForm.Full, 0),
    ];

    public IReadOnlyDictionary<string, IReadOnlySet<PersonKey>> Command { get; init; } = new Dictionary<string, IReadOnlySet<PersonKey>>();

    /// <summary>Null: paid and insured where registered.</summary>
    public ComparisonLists? Lists { get; init; }

    public static Scenario Clean { get; } = Of(0, DemoPeople.Quota[0], Manager);

    /// <summary>A clean row of the list of hired people, who are in no register.</summary>
    public static Scenario CleanHired { get; } = Of(0, DemoPeople.Hired[0], Hired) with
    {
        Registered = null,
        Parameters = new PersonnelParameters(new DateOnly(2020, 10, 29), RosterKind.Hired),
    };

    public static Scenario Of(int index, DemoPerson person, Standing standing)
    {
        var row = new RowFacts
        {
            Index = index,
            Person = Given.Key(person.Number),
            Gender = person.Gender == "男" ? Gender.Male : Gender.Female,
            BirthDate = person.Birth,
            StartedWorkOn = person.Birth.AddYears(22),
            From = Finance,
            To = Street,
            Standing = standing,
            Contract = standing == Hired ? new ContractPlan(IsChanged: true, HasConsent: true) : null,
        };
        return new Scenario { Row = row, Registered = new RegisteredPerson(row.Person, Finance, standing, row.BirthDate, row.StartedWorkOn) };
    }

    /// <summary>The same person as far as the register goes, so that only the birth is another.</summary>
    public Scenario Born(DateOnly birth, Gender gender) => this with
    {
        Row = Row with { BirthDate = birth, Gender = gender, StartedWorkOn = birth.AddYears(22) },
        Registered = Registered is null ? null : Registered with { BirthDate = birth, StartedWorkOn = birth.AddYears(22) },
    };

    public Scenario With(Func<RowFacts, RowFacts> edit) => this with { Row = edit(Row) };

    /// <summary>Another standing that the register agrees to.</summary>
    public Scenario Standing(Standing standing) => this with
    {
        Row = Row with { Standing = standing },
        Registered = Registered is null ? null : Registered with { Standing = standing },
    };

    public Surroundings Around()
    {
        RegisteredPerson[] register = Registered is null ? [] : [Registered];
        return new Surroundings(
            Parameters, new RealNameRegister(register), Accounts, Command, FourWayComparison.Run(Lists ?? Agreeing(register)));
    }

    /// <summary>The whole catalogue of the service.</summary>
    public IReadOnlyList<Finding> Check() => PersonnelCheck.Check([Row], Around());

    public string[] Ids() => Check().Ids();

    /// <summary>Lists on which everybody registered is paid, insured and, where it applies, a known civil servant.</summary>
    public static ComparisonLists Agreeing(IEnumerable<RegisteredPerson> register)
    {
        ListedPerson[] all =
        [
            .. register.Select((person, at) => new ListedPerson(person.Person, $"某{at}", person.Unit, person.Standing.Identity, person.Standing.Position)),
        ];
        return new ComparisonLists(
            all,
            [.. all.Where(person => person.Identity!.Value.Group() is IdentityGroup.CivilServant or IdentityGroup.UnderCivilServiceLaw)],
            all,
            all);
    }
}
