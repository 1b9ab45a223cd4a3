namespace Orchestrator.HumanResources.Retirement;

/// <summary>The three statutory ages: men 60, women cadres 55, women workers 50, before the phased delay.</summary>
public enum RetirementGroup
{
    Man,
    WomanCadre,
    WomanWorker,
}
