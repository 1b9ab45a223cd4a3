using Orchestrator.Contracts.Transfers;
using Orchestrator.Office.Transfers;

namespace Orchestrator.Stores.Transfers;

/// <summary>A transfer that has not ended, as whoever decides on it sees it.</summary>
internal sealed record OpenTransfer(string Id, TransferStatus Status, IReadOnlyList<TransferAuthority> RefusedBy);

/// <summary>Where the clerk and the head of the office do their part: inside the process, or through the door.</summary>
internal interface ITransferCounter
{
    Task<string> Begin(TransferPlan plan);

    Task<IReadOnlyList<OpenTransfer>> Open();

    /// <summary>What has changed in between is refused; the next look shows why.</summary>
    Task Confirm(string id, string noticeNo);

    Task Release(string id, string reason);

    Task Retry(string id, TransferAuthority authority);
}
