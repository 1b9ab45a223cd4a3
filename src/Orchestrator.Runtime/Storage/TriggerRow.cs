namespace Orchestrator.Runtime.Storage;

/// <summary>A schedule of the published version of a definition that starts instances.</summary>
/// <param name="Type"><c>Elsa.Timer</c>, <c>Elsa.Cron</c> or <c>Elsa.StartAt</c>.</param>
/// <param name="Expression">The interval, the cron expression or the moment, as the definition has it.</param>
/// <param name="DueAt">The next occurrence; null when there is none any more.</param>
internal sealed record TriggerRow(string DefinitionId, string ActivityId, string VersionId, string Type, string Expression, DateTimeOffset? DueAt);
