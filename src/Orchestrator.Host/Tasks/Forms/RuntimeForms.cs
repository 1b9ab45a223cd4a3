using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Tasks.Forms;

/// <summary>Gives the runtime the schemas of the forms, so that whoever decides a task is checked, not only the API.</summary>
public sealed class RuntimeForms(FormCatalog catalog) : IFormSchemas
{
    public IReadOnlyList<FieldProblem> Check(string form, string outcome, JsObject data) =>
        catalog.Find(form) is { } schema ? [.. schema.Check(data).Select(f => new FieldProblem(f.Path, f.Message))] : [];
}
