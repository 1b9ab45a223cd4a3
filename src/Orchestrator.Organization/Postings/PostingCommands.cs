using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;

namespace Orchestrator.Organization.Postings;

/// <summary>Turns a posting into the command of the ledger that it stands for. What it makes in the ledger has its 登记号 as id.</summary>
internal sealed class PostingCommands
{
    private readonly QuotaLedger _ledger;
    private readonly Posting _posting;
    private readonly PostingReader _read;
    private readonly string _number;
    private readonly DateOnly _day;
    private readonly string _doc;

    private PostingCommands(QuotaLedger ledger, Posting posting, string number, DateOnly today, PostingReader read)
    {
        (_ledger, _posting, _number, _read) = (ledger, posting, number, read);
        _day = read.Need("on", posting.On, "登记日期");
        _doc = read.Need("docNo", posting.DocNo, "依据文号");
        if (_day > today)
        {
            read.Problems.Add(new("on", $"登记日期不能晚于今天（{today:yyyy-MM-dd}）。"));
        }
    }

    /// <summary>Null when members are missing or wrong: <paramref name="reader"/> has them all then.</summary>
    public static LedgerCommand? Read(QuotaLedger ledger, Posting posting, string number, DateOnly today, PostingReader reader)
    {
        var command = new PostingCommands(ledger, posting, number, today, reader).Command();
        return reader.Problems.Count == 0 ? command : null;
    }

    private LedgerCommand? Command() => _posting.Kind switch
    {
        PostingKind.RegisterOrgan => Organ(),
        PostingKind.AllotInternal => Allot(),
        PostingKind.SetMembers => new LedgerCommand.SetMembers(_number, _day, Organ("organId"), Count("领导成员数", 0)),
        PostingKind.RegisterDutyTransfer => Duty(),
        PostingKind.OpenAccount => Account(),
        PostingKind.PostQuota => Quota(),
        PostingKind.ReverseEntry => new LedgerCommand.ReverseEntry(_number, _day, _read.Need("entryId", _posting.EntryId, "要冲销的编制变动"), _number, _doc, Notice),
        PostingKind.LockQuota => new LedgerCommand.LockQuota(_number, _day, new(_number, AccountOf("accountId", _posting.AccountId), Count("锁定数"), _doc)),
        PostingKind.UnlockQuota => new LedgerCommand.UnlockQuota(_number, _day, _read.Need("lockId", _posting.LockId, "要解除的锁定")),
        PostingKind.ApprovePlan => new LedgerCommand.ApprovePlan(_number, _day, new(AccountOf("accountId", _posting.AccountId), Count("容许超编数"), _read.Need("until", _posting.Until, "消化期限"), _doc)),
        PostingKind.ClosePlan => new LedgerCommand.ClosePlan(_number, _day, AccountOf("accountId", _posting.AccountId)),
        PostingKind.PlacePerson => Place(),
        PostingKind.EndPlacement => new LedgerCommand.EndPlacement(_number, _day, Placement(), _read.Need("end", _posting.End, "出编原因"), Approval),
        PostingKind.OpenPost => new LedgerCommand.OpenPost(_number, _day, new(
            _number, Organ("organId"), _read.Need("tier", _posting.Tier, "职数类别"), _read.Need("postLevel", _posting.PostLevel, "职务层次"), _read.May("internalOrganId", _posting.InternalOrganId, "内设机构"))),
        PostingKind.PostPosts => new LedgerCommand.PostPosts(_number, _day, new(
            _number, _doc, _day, _read.Need("postReason", _posting.PostReason, "事由"), _read.May("fromPostId", _posting.FromPostId, "划出职数"), _read.May("toPostId", _posting.ToPostId, "划入职数"), Count("职数"))),
        PostingKind.TakePost => new LedgerCommand.TakePost(_number, _day, Placement(), _read.Need("postId", _posting.PostId, "领导职数")),
        PostingKind.LeavePost => new LedgerCommand.LeavePost(_number, _day, Placement()),
        PostingKind.CapPosts => new LedgerCommand.CapPosts(_number, _day),
        PostingKind.StartFreeze => new LedgerCommand.StartFreeze(_number, _day, new(
            _number, _read.Some("organIds", _posting.OrganIds, "单位"), _posting.Start ?? _day, _read.Need("authority", _posting.Authority, "决定机关"), _doc, _posting.FreeFrom)),
        PostingKind.LiftFreeze => new LedgerCommand.LiftFreeze(_number, _day, _read.Need("freezeId", _posting.FreezeId, "要解除的冻结"), _read.Need("freeFrom", _posting.FreeFrom, "解除日期"), _doc),
        _ => throw new ArgumentOutOfRangeException(nameof(_posting), _posting.Kind, null),
    };

    private string? Notice => _read.May("noticeNo", _posting.NoticeNo, "转隶（划转）通知文号");

    private string? Approval => _read.May("approvalNo", _posting.ApprovalNo, "批准文号");

    private int Count(string name, int least = 1) => _read.Count("count", _posting.Count, name, least);

    private LedgerCommand.RegisterOrgan Organ()
    {
        var (id, name) = (_read.Need("organId", _posting.OrganId, "单位编码"), _read.Need("name", _posting.Name, "单位名称"));
        var (type, level) = (_read.Need("organType", _posting.OrganType, "机构性质"), _read.Need("level", _posting.Level, "层级"));
        var before = _ledger.Organs.GetValueOrDefault(id);
        var parent = _read.May("parentId", _posting.ParentId, "上级单位");
        if (parent is not null && (parent == id || !_ledger.Organs.ContainsKey(parent)))
        {
            _read.Problems.Add(new("parentId", "上级单位须为台账中的另一个单位。"));
        }

        var organ = (before ?? new Organ(id, name, type, level)) with
        {
            Name = name, Type = type, Level = level, Rank = _posting.Rank ?? before?.Rank ?? OrganRank.Unranked, Status = _posting.OrganStatus ?? before?.Status ?? OrganStatus.Active,
            ParentId = parent ?? before?.ParentId,
        };
        return new(_number, _day, organ);
    }

    private LedgerCommand.AllotInternal Allot()
    {
        var organ = Organ("organId");
        var existing = _read.May("internalOrganId", _posting.InternalOrganId, "内设机构");
        var known = existing is null ? null : _ledger.Allotments.GetValueOrDefault(existing);
        if (existing is not null && known is null)
        {
            _read.Problems.Add(new("internalOrganId", "台账中没有这个内设机构。"));
        }

        var name = known is null ? _read.Need("name", _posting.Name, "内设机构名称") : _read.May("name", _posting.Name, "内设机构名称") ?? known.Name;
        if (_ledger.Allotments.Values.Any(other => other.OrganId == organ && other.Name == name && other.InternalOrganId != existing))
        {
            _read.Problems.Add(new("name", $"{_ledger.OrganName(organ)}已有“{name}”，请在内设机构中选择。"));
        }

        return new(_number, _day, existing ?? _number, organ, name, Count("编制数", 0));
    }

    private LedgerCommand.RegisterDutyTransfer Duty()
    {
        var action = _read.Need("action", _posting.Action, "划转方式");
        var duties = _read.Some("dutyIds", _posting.DutyIds, "职责");
        return new(_number, _day, new(
            _number, duties, action == DutyAction.Add ? None("fromOrganId", _posting.FromOrganId, "新增的职责没有划出单位。") : Organ("fromOrganId"),
            action == DutyAction.Cancel ? None("toOrganId", _posting.ToOrganId, "取消的职责没有划入单位。") : Organ("toOrganId"), action, _posting.EffectiveOn ?? _day));
    }

    private LedgerCommand.OpenAccount Account()
    {
        var (organ, quota, funding) = (Organ("organId"), _read.Need("quota", _posting.Quota, "编制类型"), _read.Need("funding", _posting.Funding, "经费形式"));
        return new(_number, _day, new($"{organ}-{quota}-{funding}", organ, quota, funding, _ledger.Organs.GetValueOrDefault(organ)?.Level ?? AdministrativeLevel.City));
    }

    private LedgerCommand.PostQuotaEntry Quota()
    {
        var reason = _read.Need("reason", _posting.Reason, "事由");
        if (_posting.Reason == QuotaReason.Opening)
        {
            _read.Problems.Add(new("reason", "期初数在“期初建账”登记。"));
        }

        return new(_number, _day, new(
            _number, _doc, _day, reason,
            _posting.Reason is null ? null : reason.ComesFromOutside() ? None("fromAccountId", _posting.FromAccountId, $"“{reason.Label()}”没有划出账户。") : AccountOf("fromAccountId", _posting.FromAccountId),
            _posting.Reason is null ? null : reason.GoesOutside() ? None("toAccountId", _posting.ToAccountId, $"“{reason.Label()}”没有划入账户。") : AccountOf("toAccountId", _posting.ToAccountId),
            Count("编制数"), _read.May("dutyTransferId", _posting.DutyTransferId, "职责划转事项"), Approval, _read.May("fromInternalId", _posting.FromInternalId, "划出内设机构"),
            _read.May("toInternalId", _posting.ToInternalId, "划入内设机构"), Notice));
    }

    private LedgerCommand.PlacePerson Place()
    {
        var kind = _read.Need("placementKind", _posting.PlacementKind, "入编方式");
        if (kind is not (PlacementKind.Enter or PlacementKind.MoveIn or PlacementKind.Correction))
        {
            _read.Problems.Add(new("placementKind", "只能办理入编、调入或补录更正；期初人员在“期初建账”登记，转隶人员随转隶进入。"));
        }

        return new(_number, _day, new(
            _number, _read.Need("personKey", _posting.PersonKey, "人员"), AccountOf("accountId", _posting.AccountId), kind, _day, _doc,
            InternalOrganId: _read.May("internalOrganId", _posting.InternalOrganId, "内设机构"), PostId: _read.May("postId", _posting.PostId, "领导职数")), Approval);
    }

    private string Organ(string path)
    {
        var id = _read.Need(path, path switch { "fromOrganId" => _posting.FromOrganId, "toOrganId" => _posting.ToOrganId, _ => _posting.OrganId }, path switch { "fromOrganId" => "划出单位", "toOrganId" => "划入单位", _ => "单位" });
        if (id.Length > 0 && !_ledger.Organs.ContainsKey(id))
        {
            _read.Problems.Add(new(path, $"台账中没有单位“{id}”，请先登记机构。"));
        }

        return id;
    }

    private string AccountOf(string path, string? value)
    {
        var id = _read.Need(path, value, path switch { "fromAccountId" => "划出账户", "toAccountId" => "划入账户", _ => "编制账户" });
        if (id.Length > 0 && !_ledger.Accounts.ContainsKey(id))
        {
            _read.Problems.Add(new(path, $"台账中没有编制账户“{id}”。"));
        }

        return id;
    }

    // People are told by their key: one has one open placement.
    private string Placement()
    {
        var key = _read.Need("personKey", _posting.PersonKey, "人员");
        if (key.Length > 0 && _ledger.PlacementOf(key) is null)
        {
            _read.Problems.Add(new("personKey", "该人员在编制台账中不在编。"));
        }

        return _ledger.PlacementOf(key)?.Id ?? "";
    }

    private string? None(string path, string? value, string message)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            _read.Problems.Add(new(path, message));
        }

        return null;
    }
}
