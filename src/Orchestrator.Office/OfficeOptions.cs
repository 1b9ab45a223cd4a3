namespace Orchestrator.Office;

/// <param name="WorkflowsDirectory">The folder <c>workflows</c> with its capability folders.</param>
public sealed record OfficeOptions(string WorkflowsDirectory)
{
    /// <summary>Whether started campaigns open their cases in the background; tests call <c>CampaignStarter.StartPending</c>.</summary>
    public bool StartsCampaigns { get; init; } = true;

    public static OfficeOptions BesideProgram => new(Path.Combine(AppContext.BaseDirectory, "workflows"));
}
