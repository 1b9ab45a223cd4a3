using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Tasks.Forms;

/// <summary>Gives the runtime the schemas of the forms, so that whoever decides a task is checked, not only the API.</summary>
public sealed class RuntimeForms(FormCatalog catalog) : IFormSchemas
{
    public IReadOnlyList<FieldProblem> Check(TaskRow task, string outcome, JsObject data) =>
        catalog.Find(task.Form, task.Fields) is { } schema
            ? [.. schema.Check(data).Concat(schema.Missing(outcome, task.Outcomes.ToList().IndexOf(outcome), data)).Select(fault => new FieldProblem(fault.Path, fault.Message)).DistinctBy(problem => problem.Path)]
            : [];
}
