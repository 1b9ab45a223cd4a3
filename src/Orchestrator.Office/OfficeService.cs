using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Disputes;
using Orchestrator.Office.Documents;
using Orchestrator.Office.Matters;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Notices.Channels;
using Orchestrator.Office.Printing;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Signatures;
using Orchestrator.Office.Supervisions;
using Orchestrator.Office.Transfers;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;

namespace Orchestrator.Office;

/// <summary>The reform office as a part of a host. Register it before the submission service: its forms check first.</summary>
public static class OfficeService
{
    /// <param name="notices">Null: no notice leaves the application.</param>
    public static IServiceCollection AddOffice(this IServiceCollection services, OfficeOptions? options = null, NoticeSettings? notices = null)
    {
        services.AddSingleton(options ?? OfficeOptions.BesideProgram);
        services.AddServiceDb<OfficeDb>();
        services.AddSchema("office", typeof(OfficeService).Assembly);
        services.AddStepObserver<CaseObserver>();
        services.AddStepObserver<QuestionsClose>();
        services.AddStepObserver<SupervisionsClose>();
        services.TryAddSingleton(TransferSettings.Default);
        services.AddSingleton<TransferDesk>();
        services.AddScoped<TransferQueries>();
        services.AddAppointment<TransferClock>();
        services.AddMessageHandler<TransferAnswered, TransferAnswers>();
        services.AddScoped<SupervisionQueries>();
        services.AddAppointment<SupervisionOverdue>();
        services.AddScoped<TaskSight>();
        services.AddScoped<FlowMembers>();
        services.AddScoped<IFlowReaders>(provider => provider.GetRequiredService<FlowMembers>());
        services.AddScoped(provider => new Receivers(provider.GetService<IColleagues>()));
        services.AddSingleton<CampaignTemplates>();
        services.AddSingleton<CampaignStarter>();
        services.AddSingleton<CalendarAmendment>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<CampaignStarter>());
        services.TryAddSingleton(new PrintSettings("本市机构改革专班", () => null, null));
        services.AddSingleton<ChromiumPrinter>();
        services.AddScoped<ApprovalFormReader>();
        services.AddScoped<MatterFormReader>();
        AddForms(services);
        AddMatters(services);
        AddNotices(services);
        AddChannels(services, notices ?? new NoticeSettings());
        return services;
    }

    /// <summary>Maps the endpoints below the given group (the host's <c>/api/v1</c>).</summary>
    public static IEndpointRouteBuilder MapOffice(this IEndpointRouteBuilder app) => app.MapUnits().MapCampaigns().MapReviews().MapMatters().MapPrinting().MapQuestions().MapCopies().MapUrges().MapSupervisions().MapTransfers().MapSignatures().MapNotices();

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

    private static void AddMatters(IServiceCollection services)
    {
        services.AddScoped<Signatories>(provider => new Signatories(provider.GetService<IColleagues>(), provider.GetService<IAddressBook>()));
        services.AddScoped<IMatterWriters, MatterWriters>();
        services.AddScoped<MatterDeeds>();
        services.AddScoped<CaseDeeds>();
        services.AddStepObserver<MatterObserver>();
        services.AddTaskForm<MatterDraftForm>();
        services.AddTaskForm<MatterHeadForm>();
        foreach (var form in MatterOpinionForm.All)
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
        services.AddMessageHandler<ProxyAppointed, ProxyAppointedNotices>();
        services.AddMessageHandler<ProxyEnded, ProxyEndedNotices>();
        services.AddMessageHandler<TasksHandedOver, HandOverNotices>();
        services.AddMessageHandler<PostingProposed, PostingProposedNotices>();
        services.AddMessageHandler<PostingDecided, PostingDecidedNotices>();
    }

    private static void AddChannels(IServiceCollection services, NoticeSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.Mail is { } mail)
        {
            services.AddSingleton<INoticeChannel>(new MailChannel(mail));
        }

        if (settings.Webhook is { } webhook)
        {
            services.AddSingleton<INoticeChannel>(_ => new WebhookChannel(webhook));
        }

        services.AddScoped(provider => new DeliveryBook(provider.GetServices<INoticeChannel>(), provider.GetService<IAddressBook>()));
        services.AddErrand<DeliveryErrand>();
    }
}
