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
        var steps = await db.CaseTasks.Where(task => task.CaseId == row.Id).ToDictionaryAsync(task => task.TaskId, task => task.Step, work.Cancellation);
        foreach (var open in step.Requests.OfType<OpenTask>())
        {
            steps.TryAdd(open.TaskId, open.Step);
        }

        if (step.Stimulus is CallBack { TaskId: var decided } && await LastStep(decided, row, db, work) is { } last)
        {
            steps[decided] = last;
        }

        if (await DeedLine.Of(step, to => NameOf(to, db, work), id => CaseSentence.StepName(steps.GetValueOrDefault(id, id))) is { } line)
        {
            var code = steps.GetValueOrDefault(line.TaskId);
            await db.Write(row, work, line.Kind, code is null || step.Stimulus is CallBack ? line.Text : $"{CaseSentence.StepName(code)}：{line.Text}", line.Reason, code, taskId: line.TaskId);
        }
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

    private Task<string> NameOf(Assignment to, OfficeDb db, UnitOfWork work) => signatories.NameOf(to.Persons, to.Unit, to.Role, db, work.Cancellation);

    private static async Task<string?> LastStep(string taskId, CaseRow row, OfficeDb db, UnitOfWork work) =>
        await db.CaseEntries.Where(entry => entry.CaseId == row.Id && entry.TaskId == taskId && entry.Step != null).OrderByDescending(entry => entry.Seq).Select(entry => entry.Step)
            .FirstOrDefaultAsync(work.Cancellation);
}
