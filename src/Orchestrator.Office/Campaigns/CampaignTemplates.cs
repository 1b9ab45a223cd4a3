using System.Text.Json;

namespace Orchestrator.Office.Campaigns;

/// <summary>A prepared plan that a campaign starts from; a file of <c>workflows/reviews/campaign-templates</c>.</summary>
public sealed record CampaignTemplate(
    string Id, string Name, string? Description, DateOnly Start, IReadOnlyList<string> Units, IReadOnlyList<PlannedDocument> Documents, int Rounds, int MaxRounds,
    DeadlinePlan Deadlines);

/// <summary>The campaign templates that are shipped or added as files. A broken file is a start-up error that names it.</summary>
public sealed class CampaignTemplates(OfficeOptions options)
{
    private readonly Lazy<IReadOnlyList<CampaignTemplate>> _all = new(() => Read(Path.Combine(options.WorkflowsDirectory, "reviews", "campaign-templates")));

    public IReadOnlyList<CampaignTemplate> All => _all.Value;

    private static List<CampaignTemplate> Read(string directory)
    {
        var made = new List<CampaignTemplate>();
        string[] files = Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal)] : [];
        foreach (var file in files)
        {
            try
            {
                made.Add(JsonSerializer.Deserialize<CampaignTemplate>(File.ReadAllText(file), CampaignPlan.Json) ?? throw new JsonException("empty"));
            }
            catch (JsonException broken)
            {
                throw new InvalidDataException($"专项模板 {Path.GetFileName(file)} 不能读取：{broken.Message}", broken);
            }
        }

        return made;
    }
}
