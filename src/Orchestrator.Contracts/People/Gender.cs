namespace Orchestrator.Contracts.People;

public enum Gender
{
    Male,
    Female,
}
