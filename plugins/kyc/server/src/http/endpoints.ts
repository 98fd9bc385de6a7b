import { z } from '@strapi/utils';
import { defineEndpoint } from '#kernel';
import { levelOut, profileOut } from './level-schemas';

export const listLevels = defineEndpoint({
  id: 'listKycLevels',
  method: 'GET',
  path: '/kyc/levels',
  tag: 'KYC',
  summary: 'The levels that there are now, with what they ask for and what they allow',
  request: {},
  responses: { 200: z.strictObject({ data: z.array(levelOut) }) },
  errors: [],
  access: 'user',
});

export const getProfile = defineEndpoint({
  id: 'getKycProfile',
  method: 'GET',
  path: '/kyc/profile',
  tag: 'KYC',
  summary: 'Your level, your limits, and what the next level asks for',
  request: {},
  responses: { 200: z.strictObject({ data: profileOut }) },
  errors: [],
  access: 'user',
});
