using System.Text.Json;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>
/// Chooses the version of a definition that is used as an activity: the version id that the activity names, else its
/// version number, else the published one, else the newest. A published version that updates its consumers
/// (<see cref="Workflow.UpdatesConsumers"/>) is taken in place of an older one.
/// </summary>
/// <param name="names">What may find it, best first.</param>
/// <param name="version">The version number that the activity carries.</param>
internal sealed class UsedDefinitions(string[] names, int? version)
{
    /// <summary>The name that a person would look for.</summary>
    public string Name => names[^1];

    public static UsedDefinitions Read(JsonElement json, string type)
    {
        var version = json.GetNumber("version") is { } number and >= 1 and <= int.MaxValue ? (int)number : (int?)null;
        var definitionId = json.GetText("workflowDefinitionId");
        var numbered = version is { } n && definitionId is { Length: > 0 } ? Workflow.NumberedVersion(definitionId, n) : null;
        return new(
            [.. new[] { json.GetText("workflowDefinitionVersionId"), numbered, definitionId, type }.OfType<string>().Where(name => name.Length > 0)],
            version);
    }

    public Workflow? Find(Func<string, Workflow?> definitions)
    {
        var found = names.Select(definitions).FirstOrDefault(candidate => candidate is not null);
        if (found is null)
        {
            return null;
        }

        if (version is { } number && found.Version != number && !names.Contains(found.VersionId))
        {
            found = definitions(Workflow.NumberedVersion(found.DefinitionId, number)) ?? found;
        }

        return definitions(found.DefinitionId) is { UpdatesConsumers: true, UsableAsActivity: true } published && published.Version > found.Version
            ? published
            : found;
    }
}
