using System.Collections.Concurrent;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Values;

namespace Orchestrator.Host.Tasks.Forms;

/// <summary>
/// The forms that lie beside the workflows: <c>workflows/reviews/forms/intake.schema.json</c> is the form
/// <c>reviews/intake</c>. Read once at start; a faulty file stops the start with its name.
/// </summary>
public sealed class FormCatalog
{
    private const string Suffix = ".schema.json";
    private readonly Dictionary<string, FormSchema> _forms;
    private readonly ConcurrentDictionary<(string Form, string Fields), FormSchema?> _changed = new();

    private FormCatalog(Dictionary<string, FormSchema> forms) => _forms = forms;

    public IReadOnlyDictionary<string, FormSchema> Forms => _forms;

    public static FormCatalog Load(string workflowsFolder)
    {
        var forms = new Dictionary<string, FormSchema>(StringComparer.Ordinal);
        foreach (var file in Files(workflowsFolder))
        {
            var name = Path.GetFileName(file)[..^Suffix.Length];
            var capability = Path.GetRelativePath(workflowsFolder, Path.GetDirectoryName(Path.GetDirectoryName(file)!)!);
            try
            {
                forms.Add($"{capability.Replace('\\', '/')}/{name}", FormSchema.Read(File.ReadAllBytes(file)));
            }
            catch (Exception e) when (e is InvalidDataException or System.Text.Json.JsonException)
            {
                throw new InvalidDataException($"表单结构文件 {file} 有误：{e.Message}", e);
            }
        }

        return new FormCatalog(forms);
    }

    public FormSchema? Find(string form) => _forms.GetValueOrDefault(form);

    /// <summary>The form as a step changes it.</summary>
    /// <param name="fields">JSON text of <see cref="FieldRules"/>; null for no change.</param>
    public FormSchema? Find(string form, string? fields) => fields is null
        ? Find(form)
        : _changed.GetOrAdd((form, fields), key => Find(key.Form) is { } schema && FieldRules.Read(JsonText.Parse(key.Fields)) is { } rules ? schema.With(rules) : Find(key.Form));

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*" + Suffix, SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "forms").Order(StringComparer.Ordinal)
        : [];
}
