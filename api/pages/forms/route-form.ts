import { z } from 'zod';
import type { Answer } from '../../answer';
import type { Entry, Route } from '../../route';
import { giveAgain } from '../account/second-factor-page';
import type { Pickable } from '../acts/asking';
import { readContents } from '../acts/contents';
import { faultsOf } from '../acts/faults';
import { type Field, fieldOf } from '../acts/field';
import { ActForm } from '../acts/form';
import { changedRows, hidden, kept, preset } from '../acts/sent-form';
import { Format } from '../format';
import { newFormKey, type Page, page, type Sent, type Showing, type Submitting, text, type View } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';

/** Beside the word that is looked for, what a link fills in beforehand. */
const anyQuery = z.looseObject({ q: z.string().max(100).optional() });

/** A route's form as it is shown. */
export type FormShowing<P extends z.ZodObject | undefined> = Showing<P, typeof anyQuery>;

interface Spec<P extends z.ZodObject | undefined> extends Entry {
  path: string;
  params?: P;
  /** What its form asks for; the schema of the body gives the questions. */
  route: Route;
  /** Where the catalogue has the form's words: `title`, `lead`, `do`, `done`, `effect`, `fields`, `values`, `seek`. */
  own: string;
  /** The member that is asked for first, where the schema has it later. */
  first?: string;
  /** Members of the body that aren't asked for. */
  without?: readonly string[];
  /** Done at once, without a page on which to check the answers. */
  light?: true;
  /** The route takes a password that was just given. */
  password?: true;
  /** What the form is about, and where it leads back to. */
  about(context: FormShowing<P>): Promise<{ path: string; name: string; facts?: { label: string; value: string }[] }>;
  /** What is known and need not be asked. */
  known?(context: FormShowing<P>): Promise<Sent>;
  /** Members of the body that the page's address says. */
  fixed?(context: Pick<FormShowing<P>, 'params' | 'query'>): object;
  /** Where references are chosen from; those of large registers by a word that is looked for. */
  pickables?: Readonly<Record<string, (context: FormShowing<P>, sought: string) => Promise<Pickable[]>>>;
  /** Above the form stands a box for a word to look for. */
  seeks?: true;
  /** What it would come to, below the answers: a partial's name with its data. */
  preview?(context: FormShowing<P>, body: object): Promise<{ partial: string }>;
  /** Where it leads once it is done. */
  next(context: Pick<FormShowing<P>, 'params' | 'query'>, answer: Answer): string;
}

/** The page of one route's form: it asks what the route's body needs, has it checked, and asks the route. */
export function routeForm<P extends z.ZodObject | undefined = undefined>(spec: Spec<P>): Page {
  const { route, own, first, without = [] } = spec;
  const whole: Field = route.body ? fieldOf(route.body) : NOTHING;
  const asked = whole.kind === 'group' ? whole.fields.filter(({ name }) => !without.includes(name)) : [];
  const ordered = [...asked.filter(({ name }) => name === first), ...asked.filter(({ name }) => name !== first)];
  const field: Field = whole.kind === 'group' ? { ...whole, fields: ordered } : whole;
  const formOf = (context: FormShowing<P>) =>
    ActForm.ofField(field, {
      words: context.words,
      format: new Format(context.words),
      own,
      async pickables(name) {
        const source = spec.pickables?.[name];
        if (!source) throw new Error(`Nothing says where ${name} of ${own} is chosen from`);
        return source(context, context.query.q ?? '');
      },
    });

  async function common(context: FormShowing<P>) {
    const { words, request, actor } = context;
    return {
      about: await spec.about(context),
      path: request.originalUrl,
      heading: words.t(`${own}.title`),
      lead: words.find(`${own}.lead`),
      effect: words.find(`${own}.effect`),
      submit: words.find(`${own}.do`) ?? words.t('act.do'),
      key: newFormKey(),
      login: actor.login,
    };
  }

  async function formView(context: FormShowing<P>, sent: Sent): Promise<View> {
    const { words, query } = context;
    const form = await formOf(context);
    const questions = form.questions(sent);
    const light = spec.light === true || questions.length === 0;
    return {
      template: 'forms/form',
      title: words.t(`${own}.title`),
      width: 'mid',
      data: {
        ...(await common(context)),
        ...{ questions, light, password: light && spec.password === true },
        seek: spec.seeks && {
          label: words.t(`${own}.seek`),
          value: query.q ?? '',
          presets: Object.entries(preset(query)).flatMap(([name, value]) => (name === 'q' ? [] : { name, value })),
        },
      },
    };
  }

  async function checkView(context: FormShowing<P>, sent: Sent, body: object | null): Promise<View> {
    const answers = (await formOf(context)).answers(sent);
    return {
      template: 'forms/check',
      title: context.words.t('act.check', { act: context.words.t(`${own}.title`) }),
      width: 'mid',
      data: {
        ...(await common(context)),
        answers,
        kept: hidden(sent),
        password: spec.password === true,
        preview: body && (await spec.preview?.(context, body)),
      },
    };
  }

  return page<P, typeof anyQuery>({
    ...spec,
    query: anyQuery,
    async show(context: FormShowing<P>) {
      const { again } = context;
      if (!again) return formView(context, { ...(await spec.known?.(context)), ...preset(context.query) });
      const atEnd = text(again.sent, '_do') === 'act' && spec.light !== true;
      return atEnd ? checkView(context, again.sent, null) : formView(context, again.sent);
    },
    async submit(context: Submitting<P, typeof anyQuery>) {
      const { sent, request, words } = context;
      const wanted = text(sent, '_do');
      if (wanted.startsWith('more:') || wanted.startsWith('less:') || wanted === 'edit') {
        return context.reading((showing) => formView(showing, changedRows(sent, wanted)));
      }
      const checks = spec.light !== true && ordered.length > 0 && wanted !== 'act';
      const { body, view } = await context.reading(async (showing) => {
        const form = await formOf(showing);
        const contents = readContents(field, kept(sent), form);
        const value = { ...(contents.value as object), ...spec.fixed?.(context) };
        const faults = route.body ? faultsOf(route.body, { ...contents, value }, words) : [];
        if (faults.length > 0) throw new Unfit(faults);
        return { body: value, view: checks ? await checkView(showing, sent, value) : null };
      });
      if (view) return view;
      if (spec.password) await giveAgain(context, sent);
      const given = Object.entries((context.params as object | undefined) ?? {});
      const params = Object.fromEntries(given.filter(([name]) => route.path.includes(`{${name}}`)));
      const answer = await ask(context, route, {
        ...{ params, body: route.body ? body : undefined },
        key: text(sent, '_key'),
      });
      request.session.flash = { tone: 'ok', text: words.t(`${own}.done`) };
      return { to: spec.next(context, answer) };
    },
  });
}

const NOTHING: Field = { kind: 'group', name: '', required: true, nullable: false, fields: [] };
