namespace Orchestrator.Runtime;

/// <summary>Who is in charge of a unit (分管领导); the host provides it from units and accounts.</summary>
public interface IUnitLeaders
{
    /// <summary>The id of the person; null when nobody is, or whoever was cannot sign in any more or is no leader now. Reads the
    /// database, in the middle of a step: only for steps that ask.</summary>
    string? Of(string unitId);
}

/// <summary>Where nobody is in charge of anything.</summary>
internal sealed class NoLeaders : IUnitLeaders
{
    public string? Of(string unitId) => null;
}
