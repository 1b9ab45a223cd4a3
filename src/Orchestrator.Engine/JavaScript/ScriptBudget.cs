namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// What one run may use. The same script with the same input always uses the same amount, whatever the machine:
/// nothing here is measured in time.
/// </summary>
/// <param name="Steps">Statements, loop turns, calls and the turns of built-in loops.</param>
/// <param name="MemoryBytes">Approximate bytes of strings, arrays and objects that the run makes.</param>
/// <param name="Depth">Calls within calls.</param>
public sealed record ScriptBudget(int Steps = 200_000, int MemoryBytes = 8_000_000, int Depth = 200)
{
    internal static readonly ScriptBudget Default = new();
}
