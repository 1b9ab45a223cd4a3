using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Specs.Organization;

/// <summary>One random run: what is done next depends on the seed and on what the ledger holds, and is as often wrong as right.</summary>
internal sealed partial class LedgerPlay
{
    /// <summary>Every run must post some of each.</summary>
    public static readonly Type[] Kinds =
    [
        typeof(LedgerCommand.PostQuotaEntry), typeof(LedgerCommand.ReverseEntry), typeof(LedgerCommand.PlacePerson), typeof(LedgerCommand.EndPlacement),
        typeof(LedgerCommand.ReserveTransfer), typeof(LedgerCommand.ConfirmTransfer), typeof(LedgerCommand.ReleaseTransfer), typeof(LedgerCommand.ReverseTransfer),
        typeof(LedgerCommand.LockQuota), typeof(LedgerCommand.UnlockQuota), typeof(LedgerCommand.ApprovePlan), typeof(LedgerCommand.ClosePlan),
        typeof(LedgerCommand.AllotInternal), typeof(LedgerCommand.SetMembers), typeof(LedgerCommand.PostPosts), typeof(LedgerCommand.TakePost),
        typeof(LedgerCommand.LeavePost), typeof(LedgerCommand.StartFreeze), typeof(LedgerCommand.LiftFreeze),
    ];

    private static readonly string[] Persons = [.. Enumerable.Range(0, 300).Select(at => $"人{at}")];

    private readonly Random _random;
    private readonly Books _books = new();
    private readonly List<LedgerCommand> _posted = [];
    private readonly List<string> _entries = [];
    private readonly List<string> _reservations = [];
    private DateOnly _day = new(2020, 7, 20);
    private int _number;

    public LedgerPlay(int seed)
    {
        _random = new Random(seed);
        Found();
    }

    public QuotaLedger Ledger { get; private set; } = QuotaLedger.Empty;

    public List<LedgerEvent> Events { get; } = [];

    public Dictionary<Type, int> Posted { get; } = [];

    public Dictionary<Type, int> Refused { get; } = [];

    public int Repeated { get; private set; }

    public string Tally => $"repeated {Repeated}; " + string.Join(", ", Kinds.Select(kind => $"{kind.Name} {Posted.GetValueOrDefault(kind)}+{Refused.GetValueOrDefault(kind)}"));

    public (LedgerCommand Command, string? Failure) Next()
    {
        if (_random.Next(30) == 0)
        {
            return Repeat();
        }

        var command = Draw($"k{_number++}");
        var isOpen = command switch
        {
            LedgerCommand.ConfirmTransfer confirm => Ledger.Reservations.GetValueOrDefault(confirm.ReservationId)?.Status == ReservationStatus.Open,
            LedgerCommand.ReleaseTransfer release => Ledger.Reservations.GetValueOrDefault(release.ReservationId)?.Status == ReservationStatus.Open,
            _ => false,
        };
        return (command, Send(command, isOpen));
    }

    private string? Send(LedgerCommand command, bool mustPass)
    {
        switch (LedgerDecisions.Decide(Ledger, command, QuotaParameters.Default))
        {
            case LedgerOutcome.Refused refused:
                Refused[command.GetType()] = Refused.GetValueOrDefault(command.GetType()) + 1;
                return mustPass ? $"What is held can be confirmed and released, but: {string.Join("\n", refused.Reasons)}"
                    : refused.Reasons.All(reason => reason.Rule.Length > 0 && reason.Message.EndsWith('。')) ? null
                    : $"No sentence: {string.Join("\n", refused.Reasons)}";
            case LedgerOutcome.Posted posted:
                Posted[command.GetType()] = Posted.GetValueOrDefault(command.GetType()) + 1;
                Ledger = posted.Ledger;
                Events.AddRange(posted.Events);
                _posted.Add(command);
                _entries.AddRange(posted.Events.OfType<LedgerEvent.EntryPosted>().Select(happened => happened.Entry.Id));
                return _books.Write(posted.Events, Ledger);
            default:
                return mustPass ? "It was not done before." : null;
        }
    }

    private (LedgerCommand Command, string? Failure) Repeat()
    {
        Repeated++;
        var command = Pick(_posted);
        if (_random.Next(4) == 0)
        {
            var other = command with { Date = command.Date.AddDays(400) };
            return (other, LedgerDecisions.Decide(Ledger, other, QuotaParameters.Default) is LedgerOutcome.Refused ? null : "An id was used for two commands.");
        }

        return (command, LedgerDecisions.Decide(Ledger, command, QuotaParameters.Default) is LedgerOutcome.AlreadyPosted ? null : "A repeat had an effect.");
    }

    private void Found()
    {
        (string Id, OrganType Type, AdministrativeLevel Level, QuotaType[] Kinds)[] organs =
        [
            ("市委办", OrganType.PartyOrgan, AdministrativeLevel.City, [QuotaType.Administrative]),
            ("市城管局", OrganType.GovernmentDepartment, AdministrativeLevel.City, [QuotaType.Administrative, QuotaType.Support]),
            ("区城管局", OrganType.GovernmentDepartment, AdministrativeLevel.County, [QuotaType.Administrative, QuotaType.Support]),
            ("一街", OrganType.Street, AdministrativeLevel.County, [QuotaType.Administrative]),
            ("执法中队", OrganType.Stationed, AdministrativeLevel.County, [QuotaType.FullyFunded, QuotaType.Administrative]),
            ("执法中心", OrganType.Institution, AdministrativeLevel.County, [QuotaType.FullyFunded]),
        ];
        foreach (var (id, type, level, kinds) in organs)
        {
            Must(new LedgerCommand.RegisterOrgan(Id(), _day, new Organ(id, id, type, level)));
            foreach (var kind in kinds)
            {
                var account = $"{id}:{kind}";
                Must(new LedgerCommand.OpenAccount(Id(), _day, new QuotaAccount(account, id, kind, FundingForm.Full, level)));
                Must(new LedgerCommand.PostQuotaEntry(Id(), _day, new QuotaEntry($"e{_number++}", "期初", _day, QuotaReason.Opening, null, account, 30)));
            }

            foreach (var tier in new[] { PostTier.DepartmentChief, PostTier.DepartmentDeputy })
            {
                Must(new LedgerCommand.OpenPost(Id(), _day, new LeadershipPost($"{id}:{tier}", id, tier, PostLevel.TownshipChief)));
                Must(new LedgerCommand.PostPosts(Id(), _day, new PostEntry($"o{_number++}", "期初", _day, PostReason.Opening, null, $"{id}:{tier}", 3)));
            }

            foreach (var other in organs.Where(other => other.Id != id))
            {
                Must(new LedgerCommand.RegisterDutyTransfer(Id(), _day, new DutyTransfer($"{id}>{other.Id}", ["d"], id, other.Id, DutyAction.Whole, _day)));
            }

            if (type != OrganType.Institution)
            {
                Must(new LedgerCommand.AllotInternal(Id(), _day, $"{id}:科一", id, "科一", 8));
                Must(new LedgerCommand.AllotInternal(Id(), _day, $"{id}:科二", id, "科二", 4));
            }
        }

        foreach (var person in Persons.Take(150))
        {
            Must(new LedgerCommand.PlacePerson(Id(), _day, new Placement($"p{_number++}", person, Account(), PlacementKind.Register, _day, "期初")));
        }
    }

    private void Must(LedgerCommand command)
    {
        if (Send(command, true) is { } failure)
        {
            throw new InvalidOperationException($"{command}: {failure}");
        }
    }

    private string Id() => $"k{_number++}";

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Account() => Pick([.. Ledger.Accounts.Keys.Order(StringComparer.Ordinal)]);

    private string Organ() => Pick([.. Ledger.Organs.Keys.Order(StringComparer.Ordinal)]);
}
