using Orchestrator.Contracts;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>The receiver learns what is his now; whoever leaves learns it as long as he can sign in.</summary>
/// <param name="colleagues">Null in programs without accounts: then both are told.</param>
public sealed class HandOverNotices(IColleagues? colleagues = null) : IMessageHandler<TasksHandedOver>
{
    public string Name => "notices-tasks-handed-over";

    public async Task<Refusal?> Handle(TasksHandedOver message, UnitOfWork work)
    {
        await Add(work, message, message.ReceiverId, $"{message.LeaverName}的 {message.Tasks} 项任务已移交给您");
        if (colleagues is null || (await colleagues.Find([message.LeaverId], work.Cancellation)).Count > 0)
        {
            await Add(work, message, message.LeaverId, $"您的 {message.Tasks} 项任务已移交给{message.ReceiverName}");
        }

        return null;
    }

    private static Task Add(UnitOfWork work, TasksHandedOver message, string personId, string title) =>
        NoticeBook.Personal(work, "HandOver", title, personId, $"{message.HandOverId}:{personId}", $"{message.Reason}（经办：{message.ByName}）");
}
