namespace Orchestrator.Organization.Postings;

/// <summary>What people may post to the ledger. Transfers have pages and commands of their own.</summary>
public enum PostingKind
{
    RegisterOrgan,
    AllotInternal,
    SetMembers,
    RegisterDutyTransfer,
    OpenAccount,
    PostQuota,
    ReverseEntry,
    LockQuota,
    UnlockQuota,
    ApprovePlan,
    ClosePlan,
    PlacePerson,
    EndPlacement,
    OpenPost,
    PostPosts,
    TakePost,
    LeavePost,

    /// <summary>From now on no tier gets more posts (L-03).</summary>
    CapPosts,

    StartFreeze,
    LiftFreeze,
}

public enum PostingStatus
{
    /// <summary>Waits for somebody else to approve it; the ledger does not know of it.</summary>
    Proposed,

    Posted,

    /// <summary>Sent back by whoever should have approved it.</summary>
    Returned,

    /// <summary>Taken back by whoever proposed it.</summary>
    Withdrawn,
}

public static class PostingKinds
{
    public static string Label(this PostingKind kind) => kind switch
    {
        PostingKind.RegisterOrgan => "机构登记",
        PostingKind.AllotInternal => "内设机构及编制分配",
        PostingKind.SetMembers => "领导成员数",
        PostingKind.RegisterDutyTransfer => "职责划转事项",
        PostingKind.OpenAccount => "开设编制账户",
        PostingKind.PostQuota => "编制变动",
        PostingKind.ReverseEntry => "冲销编制变动",
        PostingKind.LockQuota => "锁定编制",
        PostingKind.UnlockQuota => "解除编制锁定",
        PostingKind.ApprovePlan => "超编消化方案",
        PostingKind.ClosePlan => "关闭消化方案",
        PostingKind.PlacePerson => "入编",
        PostingKind.EndPlacement => "出编",
        PostingKind.OpenPost => "设置领导职数",
        PostingKind.PostPosts => "职数变动",
        PostingKind.TakePost => "任职占用职数",
        PostingKind.LeavePost => "免职腾出职数",
        PostingKind.CapPosts => "职数只减不增",
        PostingKind.StartFreeze => "锁定冻结单位",
        _ => "解除冻结",
    };
}
