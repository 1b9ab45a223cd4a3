using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Transfers;

internal static class TransferNotices
{
    /// <summary>To whoever began it, when it is his turn or when it is over.</summary>
    public static Task ToInitiator(UnitOfWork work, Transfer transfer) => NoticeBook.ToPerson(
        work, new NoticeSubject(transfer.Title, null, transfer.Id, null), "Transfer", $"转隶事项{transfer.Status.Label()}", transfer.ById, $"{transfer.Id}:{transfer.Status}:{transfer.Revision}",
        transfer.Status switch
        {
            TransferStatus.Held => "机构编制、财政、人社均已预留，可以批准执行。",
            TransferStatus.Refused => "有部门不同意预留，请查看理由，改正后重试，或者释放。",
            TransferStatus.Done => $"编制、经费和人员已按{transfer.NoticeNo}全部划转。",
            _ => "预留的编制、经费和人员已全部退回。",
        });
}
