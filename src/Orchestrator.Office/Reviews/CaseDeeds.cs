using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Execution;
using Orchestrator.Office.Deeds;
using Orchestrator.Office.Matters;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>What people did with the tasks of a case beside deciding them, as lines of 办理过程; and who has a task by name, who
/// may read the case for it.</summary>
public sealed class CaseDeeds(Signatories signatories)
{
    public async Task Tell(InstanceStep step, CaseRow row, OfficeDb db, UnitOfWork work)
    {
        Task<string?> StepOf(string taskId) => CaseDeeds.StepOf(taskId, row, db, work);
        if (await DeedLine.Of(step, to => signatories.NameOf(to.Persons, to.Unit, to.Role, db, work.Cancellation), StepOf, CaseSentence.StepName) is not { } line)
        {
            return;
        }

        // A decision that is called back is named already.
        var code = await StepOf(line.TaskId);
        var where = code is null || step.Stimulus is CallBack ? "" : $"{CaseSentence.StepName(code)}：";
        await db.Write(row, work, line.Kind, where + line.Text, line.Reason, code, taskId: line.TaskId);
    }

    /// <summary>Whoever has a task of the case by name may read the case from then on.</summary>
    public static async Task Remember(IReadOnlyList<string> persons, CaseRow row, OfficeDb db, UnitOfWork work)
    {
        foreach (var person in persons)
        {
            if (await db.CasePersons.FindAsync([row.Id, person], work.Cancellation) is null)
            {
                db.CasePersons.Add(new CasePerson { CaseId = row.Id, PersonId = person });
            }
        }
    }

    // Of an open task; of one that is closed, as the record has it.
    private static async Task<string?> StepOf(string taskId, CaseRow row, OfficeDb db, UnitOfWork work) => await db.CaseTasks.FindAsync([taskId], work.Cancellation) is { } open
        ? open.Step
        : await db.CaseEntries.Where(entry => entry.CaseId == row.Id && entry.TaskId == taskId && entry.Step != null).OrderByDescending(entry => entry.Seq).Select(entry => entry.Step)
            .FirstOrDefaultAsync(work.Cancellation);
}
