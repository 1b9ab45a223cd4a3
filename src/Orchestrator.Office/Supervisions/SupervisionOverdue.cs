using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Supervisions;

/// <summary>At the end of the day that was set: the reform office and the leader are told, once, when the supervision is still
/// open and its day was not put off meanwhile.</summary>
internal sealed class SupervisionOverdue : IAppointment
{
    public const string WireName = "supervision-overdue";

    public string Name => WireName;

    public static string Id(Supervision one) => $"{one.Id}:{one.Extensions}";

    public async Task Keep(string id, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var supervisionId = id[..id.IndexOf(':')];
        var taskId = await db.Supervisions.Where(one => one.Id == supervisionId).Select(one => one.TaskId).FirstAsync(work.Cancellation);
        await work.Workflows.LockedTask(taskId);
        var one = await db.Supervisions.FirstAsync(one => one.Id == supervisionId, work.Cancellation);
        if (one.State != SupervisionState.Open || Id(one) != id || one.OverdueToldAt is not null)
        {
            return;
        }

        one.OverdueToldAt = work.Now;
        var what = $"{SupervisionNews.StepName(one.Step)}的督办已逾期（{SupervisionDay.Text(one.DueAt)}）";
        await SupervisionNews.Record(one, what, null, work);
        await SupervisionNews.ToOffice(one, what, null, $"{id}:overdue", work);
        await SupervisionNews.ToLeader(one, what, null, $"{id}:overdue", work);
    }
}
