using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orchestrator.Contracts;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Disputes;
using Orchestrator.Office.Documents;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Printing;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;

namespace Orchestrator.Office;

/// <summary>The reform office as a part of a host. Register it before the submission service: its forms check first.</summary>
public static class OfficeService
{
    public static IServiceCollection AddOffice(this IServiceCollection services, OfficeOptions? options = null)
    {
        services.AddSingleton(options ?? OfficeOptions.BesideProgram);
        services.AddServiceDb<OfficeDb>();
        services.AddSchema("office", typeof(OfficeService).Assembly);
        services.AddStepObserver<CaseObserver>();
        services.AddSingleton<CampaignTemplates>();
        services.AddSingleton<CampaignStarter>();
        services.AddSingleton<CalendarAmendment>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<CampaignStarter>());
        services.TryAddSingleton(new PrintSettings("本市机构改革专班", () => null, null));
        services.AddSingleton<ChromiumPrinter>();
        services.AddScoped<ApprovalFormReader>();
        AddForms(services);
        AddNotices(services);
        return services;
    }

    /// <summary>Maps the endpoints below the given group (the host's <c>/api/v1</c>).</summary>
    public static IEndpointRouteBuilder MapOffice(this IEndpointRouteBuilder app) => app.MapUnits().MapCampaigns().MapReviews().MapPrinting().MapNotices();

    private static void AddForms(IServiceCollection services)
    {
        services.AddScoped<ReviewHandover>(provider => new ReviewHandover(provider.GetService<IColleagues>()));
        services.AddTaskForm<InternalApprovalForm>();
        services.AddTaskForm<IntakeForm>();
        services.AddTaskForm<OpinionForm>();
        services.AddTaskForm<OpinionSignForm>();
        services.AddTaskForm<ReviewExtensionForm>();
        services.AddTaskForm<ConsolidationForm>();
        services.AddTaskForm<RevisionForm>();
        services.AddTaskForm<DisputeStepForm>();
        services.AddTaskForm<TemplateForm>();
        services.AddTaskForm<TemplateCutOffForm>();
        services.AddTaskForm<LegalForm>();
        services.AddTaskForm<AgendaForm>();
        services.AddTaskForm<DecisionForm>();
        services.AddTaskForm<IssueSignForm>();
        services.AddTaskForm<IssueForm>();
        foreach (var form in CommentForm.All)
        {
            services.AddSingleton<ITaskForm>(form);
        }
    }

    private static void AddNotices(IServiceCollection services)
    {
        services.AddMessageHandler<TaskReminder, ReminderNotices>();
        services.AddMessageHandler<TaskOverdue, OverdueNotices>();
        services.AddMessageHandler<TemplatePublished, TemplateNotices>();
        services.AddMessageHandler<DisputeRaised, DisputeRaisedNotices>();
        services.AddMessageHandler<DisputeResolved, DisputeResolvedNotices>();
        services.AddMessageHandler<MeetingDecisionRecorded, DecisionNotices>();
        services.AddMessageHandler<DocumentIssued, IssuedNotices>();
        services.AddMessageHandler<RoundClosed, RoundNotices>();
    }
}
