using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Specs.Organization;

internal sealed partial class LedgerPlay
{
    private static readonly PlacementEnd[] Ends = [PlacementEnd.Retirement, PlacementEnd.Death, PlacementEnd.MoveOut, PlacementEnd.Correction, PlacementEnd.Transfer];

    private LedgerCommand Draw(string id)
    {
        _day = _day.AddDays(Chance(10) ? 1 : 0);
        return _random.Next(100) switch
        {
            < 18 => new LedgerCommand.PostQuotaEntry(id, _day, Entry()),
            < 22 => new LedgerCommand.ReverseEntry(id, _day, Pick(_entries), $"e{id}", "楚编发〔2020〕9号", Chance(70) ? "转隶1号" : null),
            < 36 => new LedgerCommand.PlacePerson(id, _day, Placement(), Chance(80) ? "批1号" : null),
            < 43 => End(id),
            < 57 => new LedgerCommand.ReserveTransfer(id, _day, Reservation(id)),
            < 66 => new LedgerCommand.ConfirmTransfer(id, _day, ReservationId(ReservationStatus.Open), "转隶2号"),
            < 69 => new LedgerCommand.ReleaseTransfer(id, _day, ReservationId(ReservationStatus.Open), "不同意"),
            < 73 => new LedgerCommand.ReverseTransfer(id, _day, ReservationId(ReservationStatus.Confirmed), "楚编发〔2020〕8号"),
            < 76 => new LedgerCommand.LockQuota(id, _day, new QuotaLock($"l{id}", Account(), _random.Next(0, 4), "锁1号")),
            < 77 => new LedgerCommand.UnlockQuota(id, _day, Any(Ledger.Locks.Keys)),
            < 80 => new LedgerCommand.ApprovePlan(id, _day, new DigestionPlan(Account(), _random.Next(0, 6), _day.AddDays(_random.Next(-2, 40)), "消化1号")),
            < 82 => new LedgerCommand.ClosePlan(id, _day, Any(Ledger.Plans.Keys)),
            < 84 => Allot(id),
            < 85 => new LedgerCommand.SetMembers(id, _day, Organ(), _random.Next(-1, 8)),
            < 88 => new LedgerCommand.PostPosts(id, _day, Posts(id)),
            < 92 => new LedgerCommand.TakePost(id, _day, AnyPlacement(), Any(Ledger.Posts.Keys)),
            < 94 => new LedgerCommand.LeavePost(id, _day, AnyPlacement()),
            < 95 when Ledger.PostCaps.Count == 0 && _number > 4_000 => new LedgerCommand.CapPosts(id, _day),
            < 97 => new LedgerCommand.StartFreeze(id, _day, new FreezeRecord($"f{id}", [Organ()], _day, "区委", "锁1号", Chance(80) ? _day.AddDays(_random.Next(0, 8)) : null)),
            _ => new LedgerCommand.LiftFreeze(id, _day, Any(Ledger.Freezes.Values.Where(freeze => freeze.FreeFrom is null || freeze.FreeFrom > _day).Select(freeze => freeze.Id)), _day.AddDays(1)),
        };
    }

    private QuotaEntry Entry()
    {
        var (from, to) = Pair();
        var reason = Pick(Enum.GetValues<QuotaReason>());
        var isOdd = Chance(5);
        string? source = reason.ComesFromOutside() != isOdd ? null : from;
        string? target = reason.GoesOutside() != isOdd ? null : to;
        var duty = $"{OrganOf(from)}>{OrganOf(to)}";
        return new(
            $"e{_number}", Chance(95) ? "楚编发〔2020〕7号" : "", _day, reason, source, target, _random.Next(0, 7), Chance(90) ? duty : null, Chance(80) ? "批复3号" : null,
            source is not null && Chance(30) ? Internal(source) : null, target is not null && Chance(20) ? Internal(target) : null, Chance(70) ? "转隶1号" : null);
    }

    private Placement Placement()
    {
        var kind = Pick([PlacementKind.Enter, PlacementKind.MoveIn, PlacementKind.Register, PlacementKind.Correction, PlacementKind.Transfer]);
        var account = Account();
        return new($"p{_number}", Pick(Persons), account, kind, _day, "入编1号", PostId: Chance(10) ? PostOf(account) : null);
    }

    private LedgerCommand.EndPlacement End(string id) => new(id, _day, AnyPlacement(), Pick(Ends), Chance(50) ? "批1号" : null);

    private Reservation Reservation(string id)
    {
        var reservation = $"t{id}";
        _reservations.Add(reservation);
        ReservedLine[] lines = [.. Enumerable.Range(0, _random.Next(0, 3)).Select(_ => Chance(25) ? Following() : Moving()).OfType<ReservedLine>()];
        ReservedPosts[] posts = Chance(30) ? [PostMove()] : [];
        return new(reservation, "case", lines, posts);
    }

    private ReservedLine Moving()
    {
        var held = Chance(25) && Ledger.Locks.GetValueOrDefault(Any(Ledger.Locks.Keys)) is { } one ? one : null;
        var (from, to) = Pair(held?.AccountId);
        ReservedPerson[] people = People(from, to, _random.Next(0, 5));
        var count = people.Length + _random.Next(Chance(5) ? -1 : 0, 4);
        return new(
            from, to, count, Chance(70) ? QuotaReason.DutyTransfer : QuotaReason.Adjustment, people, $"{OrganOf(from)}>{OrganOf(to)}", Chance(95) ? "划转1号" : null, Chance(80) ? "批复3号" : null,
            held?.Id, null, Chance(20) ? Internal(from) : null, Chance(20) ? Internal(to) : null);
    }

    private ReservedLine? Following()
    {
        var recent = _entries.TakeLast(200).Select(id => Ledger.Entries[id]);
        QuotaEntry[] open = [.. recent.Where(entry => entry is { FromAccountId: not null, ToAccountId: { } to } && (Chance(3) || (Ledger.Balance(to).Free > 0 && Ledger.Line(entry.Id).People < entry.Count)))];
        if (open.Length == 0)
        {
            return null;
        }

        var entry = Pick(open);
        var (from, to) = (entry.FromAccountId!, entry.ToAccountId!);
        var people = People(from, to, _random.Next(1, 3));
        return new(from, to, people.Length, entry.Reason, people, FollowsEntryId: entry.Id);
    }

    private ReservedPerson[] People(string from, string to, int count)
    {
        var there = Persons.Where(person => Ledger.PlacementOf(person)?.AccountId == from && (Chance(3) || !Ledger.ReservedPersons.ContainsKey(person)));
        return [.. there.Take(count).Select(person => new ReservedPerson(person, Chance(15) ? PostOf(to) : null))];
    }

    private ReservedPosts PostMove()
    {
        var from = Any(Ledger.Posts.Keys);
        var same = Ledger.Posts.Values.Where(post => post.Tier == Ledger.Posts[from].Tier && post.Id != from).Select(post => post.Id);
        return new(from, Chance(95) ? Any(same) : Any(Ledger.Posts.Keys), _random.Next(0, 3));
    }

    private LedgerCommand.AllotInternal Allot(string id)
    {
        var allotment = Ledger.Allotments[Any(Ledger.Allotments.Keys)];
        return new(id, _day, allotment.InternalOrganId, allotment.OrganId, allotment.Name, _random.Next(-1, 16));
    }

    private PostEntry Posts(string id)
    {
        var reason = Pick([PostReason.Grant, PostReason.Cut, PostReason.Transfer]);
        var posts = PostMove();
        return new($"o{id}", "职数1号", _day, reason, reason == PostReason.Grant ? null : posts.FromPostId, reason == PostReason.Cut ? null : posts.ToPostId, posts.Count);
    }

    // Mostly of one kind, because only those may move.
    private (string From, string To) Pair(string? source = null)
    {
        var from = source ?? Account();
        var alike = Ledger.Accounts.Values.Where(account => account.Type == Ledger.Accounts[from].Type && account.Id != from).Select(account => account.Id).Order(StringComparer.Ordinal).ToArray();
        return (from, Chance(95) && alike.Length > 0 ? Pick(alike) : Account());
    }

    private string ReservationId(ReservationStatus status) =>
        Chance(90) ? Any(Ledger.Reservations.Values.Where(reservation => reservation.Status == status).Select(reservation => reservation.Id)) : Any(_reservations);

    private string AnyPlacement() => Ledger.PlacementOf(Pick(Persons))?.Id ?? Any(Ledger.PlacedPersons.Values);

    private string OrganOf(string account) => Ledger.Accounts[account].OrganId;

    private string? Internal(string account) => $"{OrganOf(account)}:科{(Chance(50) ? "一" : "二")}" is var id && Ledger.Allotments.ContainsKey(id) ? id : null;

    private string PostOf(string account) => $"{OrganOf(account)}:{(Chance(50) ? PostTier.DepartmentChief : PostTier.DepartmentDeputy)}";

    // Dictionaries hash strings anew in each process; only the order makes a seed mean the same run.
    private string Any(IEnumerable<string> ids) => ids.Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } list ? Pick(list) : "nothing";
}
