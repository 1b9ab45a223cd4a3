using Orchestrator.Engine.Execution;

namespace Orchestrator.Runtime.Storage.Sql;

internal abstract partial class SqlTransaction
{
    public async Task<TaskRow?> FindTask(string taskId, CancellationToken ct) =>
        (await Query(Rows.ReadTask, ct, $"select {Rows.Task} from rt_tasks where id = $1", taskId)).FirstOrDefault();

    public void InsertTask(TaskRow t)
    {
        Write(
            $"insert into rt_tasks ({Rows.Task}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)",
            t.Id, t.InstanceId, t.RootId, t.CorrelationId, t.InstanceName, t.Subject, t.Step, t.Stage, t.Round, t.Title, t.Form, t.Unit ?? "", t.Role ?? "",
            Rows.Json(t.Persons), Rows.Json(t.Excluded), Rows.Json(t.Outcomes), t.Payload, t.Draft, t.Status.ToString(), t.Outcome, t.Result, t.OpenedAt, t.DueAt,
            t.Overdue, t.OverdueLevel, t.HeldSince, t.ClosedAt, t.ClosedBy, t.ClosedByName, t.Revision, t.ForUnit ?? "", t.ForRole ?? "", t.Fields);
        Name(t.Id, t.Persons, t.Status == TaskRowStatus.Open);
    }

    public void ReassignTask(ReassignTask reassigned)
    {
        var (taskId, to) = (reassigned.TaskId, reassigned.Assignment);
        // What one has typed into a form does not fit another.
        WriteGuarded(
            "update rt_tasks set unit = $2, role = $3, persons = $4, excluded = $5, draft = case when form = $6 then draft else null end, form = $6, outcomes = $7, fields = $8, revision = revision + 1 where id = $1 and status = 'Open'",
            taskId, to.Unit ?? "", to.Role ?? "", Rows.Json(to.Persons), Rows.Json(to.Excluded), reassigned.Form, Rows.Json(reassigned.Outcomes), reassigned.Fields?.ToText());
        Write("delete from rt_task_persons where task_id = $1", taskId);
        Name(taskId, to.Persons, true);
        // What was read when the command began names other persons.
        _locked = null;
    }

    private void Name(string taskId, IReadOnlyList<string> persons, bool open)
    {
        foreach (var person in persons.Distinct())
        {
            Write("insert into rt_task_persons (person, task_id, is_open) values ($1, $2, $3)", person, taskId, open);
        }
    }

    public void CloseTask(string taskId, TaskRowStatus status, string? outcome, string? result, DateTimeOffset at, string? actorId, string? actorName)
    {
        WriteGuarded(
            "update rt_tasks set status = $2, outcome = $3, result = $4, closed_at = $5, closed_by = $6, closed_by_name = $7, held_since = null, revision = revision + 1 where id = $1 and status = 'Open'",
            taskId, status.ToString(), outcome, result, at, actorId, actorName);
        if (_locked?.Task is not { } known || known.Id != taskId || known.Persons.Count > 0)
        {
            Write("update rt_task_persons set is_open = false where task_id = $1", taskId);
        }
    }

    public void MoveTaskDeadline(string taskId, DateTimeOffset? dueAt, bool overdue) =>
        Write(
            "update rt_tasks set due_at = $2, overdue = $3, overdue_level = case when $3 then overdue_level else null end, revision = revision + 1 where id = $1 and status = 'Open'",
            taskId, dueAt, overdue);

    public void MarkTask(string taskId, string level, bool overdue) =>
        Write("update rt_tasks set overdue_level = $2, overdue = $3 where id = $1 and status = 'Open'", taskId, level, overdue);

    public void SaveTaskDraft(string taskId, string draft) =>
        WriteGuarded("update rt_tasks set draft = $2 where id = $1 and status = 'Open'", taskId, draft);

    public void HoldTasks(string instanceId, DateTimeOffset? heldSince) =>
        Write("update rt_tasks set held_since = $2 where instance_id = $1 and status = 'Open'", instanceId, heldSince);
}
