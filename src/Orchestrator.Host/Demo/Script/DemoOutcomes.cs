using System.Text.Json;

namespace Orchestrator.Host.Demo.Script;

/// <summary>What the demonstration's campaign is planned to come to (<c>demo-outcomes.json</c>).</summary>
public sealed record DemoOutcomes(
    string Campaign, DateOnly Start, PlannedSubmission Submission, PlannedIntake Intake, PlannedOpinions Opinions,
    IReadOnlyList<PlannedCase> Disputes, IReadOnlyList<PlannedSilence> Silent, PlannedMeeting Meeting,
    IReadOnlyDictionary<string, PlannedBoard> Board, PlannedFinal Final)
{
    public static DemoOutcomes Plan { get; } = Read();

    private static DemoOutcomes Read()
    {
        using var stream = typeof(DemoOutcomes).Assembly.GetManifestResourceStream("demo-outcomes.json")!;
        return JsonSerializer.Deserialize<DemoOutcomes>(stream, JsonSerializerOptions.Web)!;
    }
}

public sealed record PlannedCase(string Unit, string Document);

public sealed record PlannedSilence(string Unit, string Document, string Reviewer);

public sealed record PlannedSubmission(int Cases, int OnTime, IReadOnlyList<PlannedCase> Late);

public sealed record PlannedIntake(int AcceptedDirectly, IReadOnlyList<PlannedCase> Corrected);

public sealed record PlannedOpinions(int Total, int Adopted, int Partial, int Rejected, int Coordinated);

public sealed record PlannedMeeting(
    int Passed, IReadOnlyList<PlannedCase> PassedWithChanges, IReadOnlyList<PlannedCase> Deferred, IReadOnlyList<PlannedCase> NotPassed);

public sealed record PlannedBoard(IReadOnlyDictionary<string, int> ByStage, int Overdue, int SubmittedOnTime);

public sealed record PlannedFinal(IReadOnlyDictionary<string, int> ByStage);
