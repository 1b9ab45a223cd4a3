using Orchestrator.Contracts.Transfers;

namespace Orchestrator.Office.Transfers;

internal static class TransferLabels
{
    public static string Label(this TransferAuthority authority) => authority switch
    {
        TransferAuthority.Organization => "机构编制",
        TransferAuthority.Finance => "财政",
        _ => "人社",
    };

    public static string Label(this TransferStep step) => step switch
    {
        TransferStep.Reserve => "预留",
        TransferStep.Confirm => "执行",
        _ => "释放",
    };

    public static string Label(this TransferStatus status) => status switch
    {
        TransferStatus.Reserving => "预留中",
        TransferStatus.Refused => "预留未通过",
        TransferStatus.Held => "已预留",
        TransferStatus.Confirming => "执行中",
        TransferStatus.Done => "已执行",
        TransferStatus.Releasing => "释放中",
        _ => "已释放",
    };
}
