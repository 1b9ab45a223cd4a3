using System.Text.Json;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions.Reading;

namespace Orchestrator.Engine.Definitions;

/// <summary>
/// Documents that may use each other as activities or children, read when they are first asked for. Found by version id,
/// by <c>definitionId:number</c>, by definition id or activity type (the published version, else the newest).
/// Definitions that use each other in a circle do not find each other. Not thread-safe.
/// </summary>
public sealed class DefinitionShelf
{
    private readonly List<Entry> _entries = [];

    /// <summary>Puts a document on the shelf. What is no JSON object with a definition id is passed over.</summary>
    public void Add(byte[] utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json, new JsonDocumentOptions { MaxDepth = DocumentReader.Deepest });
            var root = document.RootElement;
            if (root.GetText("definitionId") is { Length: > 0 } definitionId)
            {
                var version = (int)(root.GetNumber("version") ?? 1);
                _entries.Add(new(
                    definitionId, version, root.GetText("id") ?? "", ActivityCatalog.TypeOf(root.GetText("name") ?? definitionId), root.GetFlag("isPublished"), utf8Json));
            }
        }
        catch (JsonException)
        {
            // It is reported where the document itself is asked for.
        }
    }

    /// <summary>The compiled workflow; null when there is none, or when it has problems that forbid to run it.</summary>
    public Workflow? Find(string key)
    {
        var entry = _entries.Find(e => e.VersionId == key)
            ?? _entries.Find(e => Workflow.NumberedVersion(e.DefinitionId, e.Version) == key)
            ?? _entries.Where(e => e.DefinitionId == key || e.ActivityType == key).OrderByDescending(e => e.Published).ThenByDescending(e => e.Version).FirstOrDefault();
        if (entry is not { Reading: false })
        {
            return null;
        }

        if (!entry.Known)
        {
            entry.Reading = true;
            entry.Workflow = Workflow.Read(entry.Document, Find).Workflow;
            (entry.Reading, entry.Known) = (false, true);
        }

        return entry.Workflow;
    }

    private sealed record Entry(string DefinitionId, int Version, string VersionId, string ActivityType, bool Published, byte[] Document)
    {
        public bool Reading { get; set; }

        public bool Known { get; set; }

        public Workflow? Workflow { get; set; }
    }
}
