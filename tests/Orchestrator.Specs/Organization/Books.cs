using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Specs.Organization;

/// <summary>The same city kept in plain dictionaries, told only what was posted. Knows the invariants in its own words.</summary>
internal sealed class Books
{
    private readonly Dictionary<string, QuotaAccount> _accounts = [];
    private readonly Dictionary<string, int> _quota = [];
    private readonly Dictionary<string, int> _people = [];
    private readonly Dictionary<string, int> _allowed = [];
    private readonly Dictionary<string, (int Count, int People, string? To)> _lines = [];
    private readonly Dictionary<string, (string Account, string? Line, string? Post)> _placed = [];
    private readonly Dictionary<(QuotaType, AdministrativeLevel), int> _total = [];
    private readonly Dictionary<(QuotaType, AdministrativeLevel), int> _due = [];
    private readonly Dictionary<string, int> _members = [];
    private readonly Dictionary<string, (string Organ, int Count)> _internal = [];
    private readonly Dictionary<string, LeadershipPost> _posts = [];
    private readonly Dictionary<string, (int Count, int People)> _postNumbers = [];
    private readonly HashSet<string> _touchedLines = [];
    private Dictionary<PostTier, int> _caps = [];

    /// <summary>Writes events down and tells what is wrong now in the places that they touched.</summary>
    public string? Write(IReadOnlyList<LedgerEvent> events, QuotaLedger ledger)
    {
        var touched = new HashSet<string>();
        _touchedLines.Clear();
        foreach (var happened in events)
        {
            Write(happened, touched, ledger);
        }

        return Wrong(touched, ledger);
    }

    private void Write(LedgerEvent happened, HashSet<string> touched, QuotaLedger ledger)
    {
        switch (happened)
        {
            case LedgerEvent.AccountOpened(var account):
                _accounts.Add(account.Id, account);
                break;
            case LedgerEvent.EntryPosted(var entry):
                Move(entry, touched);
                var isBacked = entry.Reason != QuotaReason.DutyTransfer || ledger.DutyTransfers[entry.DutyTransferId!] is var duty
                    && new[] { duty.FromOrganId, duty.ToOrganId }.Order().SequenceEqual(new[] { _accounts[entry.FromAccountId!].OrganId, _accounts[entry.ToAccountId!].OrganId }.Order());
                if (!isBacked)
                {
                    throw new InvalidOperationException($"4: {entry}");
                }

                break;
            case LedgerEvent.PersonPlaced(var placement):
                Place(placement, touched);
                break;
            case LedgerEvent.PlacementEnded(var id, _, _):
                var (place, line, post) = _placed[id];
                _people[place]--;
                touched.Add(place);
                Line(line, -1);
                Holds(post, -1);
                _placed.Remove(id);
                break;
            case LedgerEvent.PlanApproved(var plan):
                _allowed[plan.AccountId] = plan.AllowedOver;
                break;
            case LedgerEvent.PlanClosed(var closed):
                _allowed.Remove(closed);
                touched.Add(closed);
                break;
            case LedgerEvent.InternalAllotted(var id, var organ, _, var count):
                _internal[id] = (organ, count);
                break;
            case LedgerEvent.MembersSet(var organ, var count):
                _members[organ] = count;
                break;
            case LedgerEvent.PostOpened(var opened):
                _posts.Add(opened.Id, opened);
                break;
            case LedgerEvent.PostsPosted(var entry):
                Count(entry.FromPostId, -entry.Count);
                Count(entry.ToPostId, entry.Count);
                break;
            case LedgerEvent.PostTaken(var id, var taken):
                Holds(_placed[id].Post, -1);
                Holds(taken, 1);
                _placed[id] = _placed[id] with { Post = taken };
                break;
            case LedgerEvent.PostLeft(var id):
                Holds(_placed[id].Post, -1);
                _placed[id] = _placed[id] with { Post = null };
                break;
            case LedgerEvent.PostsCapped(var totals):
                _caps = new(totals);
                break;
            default:
                break;
        }
    }

    private void Move(QuotaEntry entry, HashSet<string> touched)
    {
        _lines.Add(entry.Id, (entry.Count, 0, entry.ToAccountId));
        foreach (var (account, inside, sign) in new[] { (entry.FromAccountId, entry.FromInternalId, -1), (entry.ToAccountId, entry.ToInternalId, 1) })
        {
            if (account is null)
            {
                continue;
            }

            touched.Add(account);
            _quota[account] = _quota.GetValueOrDefault(account) + (sign * entry.Count);
            var key = (_accounts[account].Type, _accounts[account].Level);
            _total[key] = _total.GetValueOrDefault(key) + (sign * entry.Count);
            if (inside is not null)
            {
                _internal[inside] = _internal[inside] with { Count = _internal[inside].Count + (sign * entry.Count) };
            }

            // What is due at a level changes from outside, and by moves across levels that were approved; by nothing else.
            var isDue = entry.Reason is QuotaReason.Opening or QuotaReason.Issue or QuotaReason.Withdrawal or QuotaReason.Downsizing
                || (_accounts[entry.FromAccountId!].Level != _accounts[entry.ToAccountId!].Level && (key.Type != QuotaType.Administrative || entry.ApprovalNo is not null));
            _due[key] = _due.GetValueOrDefault(key) + (isDue ? sign * entry.Count : 0);
        }
    }

    private void Place(Placement placement, HashSet<string> touched)
    {
        if (placement.Kind == PlacementKind.Transfer && _lines[placement.EntryId!].To != placement.AccountId)
        {
            throw new InvalidOperationException($"5: {placement}");
        }

        _people[placement.AccountId] = _people.GetValueOrDefault(placement.AccountId) + 1;
        touched.Add(placement.AccountId);
        Line(placement.EntryId, 1);
        Holds(placement.PostId, 1);
        _placed.Add(placement.Id, (placement.AccountId, placement.EntryId, placement.PostId));
    }

    private void Line(string? id, int by)
    {
        if (id is not null)
        {
            _lines[id] = _lines[id] with { People = _lines[id].People + by };
            _touchedLines.Add(id);
        }
    }

    private void Holds(string? post, int by)
    {
        if (post is not null)
        {
            _postNumbers[post] = _postNumbers.GetValueOrDefault(post) is var (count, people) ? (count, people + by) : default;
        }
    }

    private void Count(string? post, int by)
    {
        if (post is not null)
        {
            _postNumbers[post] = _postNumbers.GetValueOrDefault(post) is var (count, people) ? (count + by, people) : default;
        }
    }

    private string? Wrong(HashSet<string> touched, QuotaLedger ledger)
    {
        foreach (var (key, total) in _total)
        {
            if (total != _due[key])
            {
                return $"1: {key} has {total}, due {_due[key]}";
            }
        }

        foreach (var account in touched)
        {
            var (quota, people, balance) = (_quota.GetValueOrDefault(account), _people.GetValueOrDefault(account), ledger.Balance(account));
            if (quota < 0 || people > quota + _allowed.GetValueOrDefault(account) || (balance.Authorized, balance.Actual) != (quota, people) || balance.Reserved < 0 || balance.Frozen < 0 || balance.Outgoing < 0)
            {
                return $"2, 3: {account} has {quota} with {people}, the ledger says {balance}";
            }
        }

        foreach (var id in _touchedLines)
        {
            var (count, people, _) = _lines[id];
            if (people > count || people < 0)
            {
                return $"6: {id} has {people} on {count}";
            }
        }

        return WrongOrgan() ?? WrongPosts(ledger);
    }

    private string? WrongOrgan()
    {
        foreach (var organ in _internal.Values.GroupBy(one => one.Organ))
        {
            var quota = _accounts.Values.Where(account => account.OrganId == organ.Key && account.Type != QuotaType.Support).Sum(account => _quota.GetValueOrDefault(account.Id));
            if (organ.Sum(one => one.Count) > quota - _members.GetValueOrDefault(organ.Key) || organ.Any(one => one.Count < 0))
            {
                return $"7: {organ.Key} has {quota}, members {_members.GetValueOrDefault(organ.Key)}, inside {string.Join(" ", organ)}";
            }
        }

        return null;
    }

    private string? WrongPosts(QuotaLedger ledger)
    {
        foreach (var (post, (count, people)) in _postNumbers)
        {
            if (people > count || people < 0 || (ledger.PostBalance(post).Authorized, ledger.PostBalance(post).Actual) != (count, people))
            {
                return $"8: {post} has {count} with {people}, the ledger says {ledger.PostBalance(post)}";
            }
        }

        foreach (var (tier, cap) in _caps)
        {
            if (_posts.Values.Where(post => post.Tier == tier).Sum(post => _postNumbers.GetValueOrDefault(post.Id).Count) > cap)
            {
                return $"8: {tier} over {cap}";
            }
        }

        return null;
    }
}
